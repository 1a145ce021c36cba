import { describeVariance } from '../../charts/hero/describe.ts';
import { HeroChart } from '../../charts/hero/HeroChart.tsx';
import { later } from '../layout/later.tsx';
import { useLab } from '../store/LabContext.tsx';
import { isStale } from '../store/store.ts';
import { useTextSize } from '../views/textSize.ts';
import { ChartBox } from './ChartBox.tsx';
import { HeroKey } from './HeroKey.tsx';
import { lookForVariance, replicasLine } from './lookFor.ts';
import { useBatchBand } from './useBatchBand.ts';
import { useReveal } from './useReveal.ts';
import { useVarianceDomain } from './useVarianceDomain.ts';
import { finiteNetworks, varianceArms } from './view.ts';

const ScaleSwitch = later(async () => (await import('./ScaleSwitch.tsx')).ScaleSwitch);

/** Layerwise preactivation variance: measured dots on the predicted line. */
export function HeroPanel() {
  const textSize = useTextSize(14);
  const experiment = useLab((state) => state.experiment);
  const shown = useLab((state) => state.shown);
  const stale = useLab(isStale);
  const run = useLab((state) => state.run);
  const { scale, view, story } = useLab(({ display }) => display);
  const reveal = useReveal();
  const bandOf = useBatchBand();
  const present = varianceArms(experiment, shown, reveal !== null, bandOf);
  // An older run is no longer compared with its start.
  const arms = stale ? present.map((arm) => ({ ...arm, ghostLog10: [] })) : present;
  const domain = useVarianceDomain(arms);
  return (
    <ChartBox
      name="Preactivation variance by layer"
      className="hero"
      line={lookForVariance(arms) + (shown ? replicasLine(finiteNetworks(shown), shown.experiment.replicas) : '')}
      // Other views have it among their controls.
      corner={view === 'full' && story === null && <ScaleSwitch />}
      stale={stale}
      resetKey={run}
      foot={<HeroKey />}
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
          scale={scale}
          domain={domain}
          reveal={reveal ?? experiment.depth}
        />
      )}
    </ChartBox>
  );
}
