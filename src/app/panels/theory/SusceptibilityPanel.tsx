import { useMemo } from 'react';
import { describeLayers } from '../../../charts/layers/describe.ts';
import { LayerChart } from '../../../charts/layers/LayerChart.tsx';
import { useLab } from '../../store/LabContext.tsx';
import { useTextSize } from '../../views/textSize.ts';
import { ChartBox } from '../ChartBox.tsx';
import { lookForSusceptibility } from './lookFor.ts';
import { susceptibilityArms } from './view.ts';

const CRITICAL = { log10: 0, name: 'critical: 1' };

/** χ∥ and χ⊥ by layer, which criticality wants to be 1. */
export function SusceptibilityPanel() {
  const textSize = useTextSize();
  const experiment = useLab((state) => state.experiment);
  const arms = useMemo(() => susceptibilityArms(experiment), [experiment]);
  return (
    <article aria-labelledby="susceptibilities">
      <h3 id="susceptibilities">Susceptibilities</h3>
      <ChartBox
        name="Susceptibilities"
        className=""
        line={lookForSusceptibility(arms)}
        stale={false}
        resetKey={experiment}
      >
        {({ width, height }) => (
          <LayerChart
            width={width}
            height={height}
            textSize={textSize}
            title="Susceptibilities by layer"
            description={describeLayers(arms, 'susceptibility')}
            depth={experiment.depth}
            arms={arms}
            scale="linear"
            yName="growth per layer"
            reference={CRITICAL}
          />
        )}
      </ChartBox>
    </article>
  );
}
