import { useMemo } from 'react';
import { describeFit } from '../../charts/fit/describe.ts';
import { FitChart } from '../../charts/fit/FitChart.tsx';
import type { Samples } from '../../charts/fit/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { task } from '../../tasks/catalogue.ts';
import { useLab } from '../store/LabContext.tsx';
import { isStale } from '../store/store.ts';
import { theoryOf } from '../theory.ts';
import { ChartBox } from './ChartBox.tsx';
import { lookForFit } from './lookFor.ts';
import { fitArms } from './view.ts';

/** Every arm's function against the target. */
export function FitPanel() {
  const shown = useLab((state) => state.shown);
  const experiment = useLab((state) => state.experiment);
  const stale = useLab(isStale);
  const judged = shown?.experiment ?? experiment;
  const { data } = theoryOf(judged).setup;
  const target = useMemo(() => targetSamples(judged), [judged]);
  const arms = fitArms(shown);
  const noisy = (judged.task.settings.noise ?? 0) > 0;
  return (
    <ChartBox name="Fit" className="fit" line={lookForFit(arms)} stale={stale} resetKey={shown?.run}>
      {({ width, height }) => (
        <FitChart
          width={width}
          height={height}
          textSize={12}
          title="Fit"
          description={describeFit({ target, inputs: data.inputs, arms })}
          target={target}
          data={noisy ? { x: data.inputs, y: data.targets } : null}
          inputs={data.inputs}
          arms={arms}
        />
      )}
    </ChartBox>
  );
}

const SAMPLES = 201;

/** The noise-free target on [-1, 1]. */
function targetSamples({ task: chosen }: Experiment): Samples {
  const target = task(chosen.name).target(chosen.settings);
  const x = Float64Array.from({ length: SAMPLES }, (_, index) => (2 * index) / (SAMPLES - 1) - 1);
  return { x, y: x.map(target) };
}
