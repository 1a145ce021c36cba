import { describeVariance } from '../../charts/hero/describe.ts';
import { varianceDomain } from '../../charts/hero/domain.ts';
import { HeroChart } from '../../charts/hero/HeroChart.tsx';
import { useLab } from '../store/LabContext.tsx';
import { isStale } from '../store/store.ts';
import { useTextSize } from '../views/textSize.ts';
import { ChartBox } from './ChartBox.tsx';
import { lookForVariance, replicasLine } from './lookFor.ts';
import { useBatchBand } from './useBatchBand.ts';
import { useReveal } from './useReveal.ts';
import { useSteady } from './useSteady.ts';
import { finiteNetworks, varianceArms } from './view.ts';

/** Layerwise preactivation variance: measured dots on the predicted line. */
export function HeroPanel() {
  const textSize = useTextSize(14);
  const experiment = useLab((state) => state.experiment);
  const shown = useLab((state) => state.shown);
  const stale = useLab(isStale);
  const run = useLab((state) => state.run);
  const reveal = useReveal();
  const bandOf = useBatchBand();
  const present = varianceArms(experiment, shown, reveal !== null, bandOf);
  // An older run is no longer compared with its start, and does not decide the axis.
  const arms = stale ? present.map((arm) => ({ ...arm, ghostLog10: [] })) : present;
  const domain = useSteady(`${run}${stale}`, (previous) =>
    varianceDomain(stale ? arms.map((arm) => ({ ...arm, measuredLog10: [], failure: null })) : arms, previous),
  );
  return (
    <ChartBox
      name="Preactivation variance by layer"
      className="hero"
      line={lookForVariance(arms) + (shown ? replicasLine(finiteNetworks(shown), shown.experiment.replicas) : '')}
      stale={stale}
      resetKey={run}
    >
      {({ width, height }) => (
        <HeroChart
          width={width}
          height={height}
          textSize={width < 480 ? 12 : textSize}
          title="Preactivation variance by layer"
          description={describeVariance(arms)}
          depth={experiment.depth}
          arms={arms}
          domain={domain}
          reveal={reveal ?? experiment.depth}
        />
      )}
    </ChartBox>
  );
}
