import { describeLayers } from '../../../charts/layers/describe.ts';
import { layerDomain } from '../../../charts/layers/domain.ts';
import { LayerChart } from '../../../charts/layers/LayerChart.tsx';
import { useLab } from '../../store/LabContext.tsx';
import { isStale } from '../../store/store.ts';
import { useTextSize } from '../../views/textSize.ts';
import { ChartBox } from '../ChartBox.tsx';
import { useSteady } from '../useSteady.ts';
import { lookForGradients } from './lookFor.ts';
import { gradientArms } from './view.ts';

/** Squared gradients by layer: measured, and predicted down from the last layer's. */
export function GradientPanel() {
  const textSize = useTextSize();
  const experiment = useLab((state) => state.experiment);
  const shown = useLab((state) => state.shown);
  const run = useLab((state) => state.run);
  const stale = useLab(isStale);
  const arms = gradientArms(experiment, shown);
  const domain = useSteady(`${run}${stale}`, (previous) => layerDomain({ arms, scale: 'log' }, previous));
  const step = shown?.latest.measurement.step ?? 0;
  return (
    <article aria-labelledby="gradients">
      <h3 id="gradients">Gradients</h3>
      <ChartBox name="Gradients" className="" line={lookForGradients(arms, step)} stale={stale} resetKey={run}>
        {({ width, height }) => (
          <LayerChart
            width={width}
            height={height}
            textSize={textSize}
            title="Squared gradient by layer"
            description={describeLayers(arms, 'squared gradient')}
            depth={experiment.depth}
            arms={arms}
            scale="log"
            yName="‖∂L/∂z‖²"
            domain={domain}
          />
        )}
      </ChartBox>
    </article>
  );
}
