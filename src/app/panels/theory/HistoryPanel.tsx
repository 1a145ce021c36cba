import { memo } from 'react';
import { describeHistory } from '../../../charts/history/describe.ts';
import { historyDomain } from '../../../charts/history/domain.ts';
import { HistoryChart } from '../../../charts/history/HistoryChart.tsx';
import { useLab } from '../../store/LabContext.tsx';
import type { Shown } from '../../store/shown.ts';
import { isStale } from '../../store/store.ts';
import { useTextSize } from '../../views/textSize.ts';
import { ChartBox } from '../ChartBox.tsx';
import { useSteady } from '../useSteady.ts';
import { useUnhurried } from '../useUnhurried.ts';
import { lookForHistory } from './lookFor.ts';
import { historyArms } from './view.ts';

/** Milliseconds between two pictures: one column of pixels is many steps. */
const REDRAWN = 250;

/** Every layer's variance through training. */
export function HistoryPanel() {
  const shown = useUnhurried(
    useLab((state) => state.shown),
    REDRAWN,
  );
  const stepLimit = useLab(({ experiment }) => experiment.steps);
  const depth = useLab(({ experiment }) => experiment.depth);
  const stale = useLab(isStale);
  return (
    <article className="history" aria-labelledby="history">
      <h3 id="history">Variance through training</h3>
      <History shown={shown} depth={shown?.experiment.depth ?? depth} stepLimit={stepLimit} stale={stale} />
    </article>
  );
}

interface HistoryProps {
  readonly shown: Shown | null;
  readonly depth: number;
  readonly stepLimit: number;
  readonly stale: boolean;
}

/** Drawn anew only when one of its properties has changed: it goes through all that was measured. */
const History = memo(function History({ shown, depth, stepLimit, stale }: HistoryProps) {
  const textSize = useTextSize();
  const arms = historyArms(shown);
  const domain = useSteady(`${shown?.run}`, (previous) => historyDomain(arms, previous));
  return (
    <ChartBox
      name="Variance through training"
      className=""
      line={lookForHistory(arms)}
      stale={stale}
      resetKey={shown?.run}
    >
      {({ width, height }) => (
        <HistoryChart
          width={width}
          height={height}
          textSize={textSize}
          title="Variance through training"
          description={describeHistory(arms)}
          depth={depth}
          arms={arms}
          stepLimit={stepLimit}
          domain={domain}
        />
      )}
    </ChartBox>
  );
});
