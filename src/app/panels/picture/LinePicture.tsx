import { useMemo, useState } from 'react';
import { describeFit } from '../../../charts/fit/describe.ts';
import { FitChart } from '../../../charts/fit/FitChart.tsx';
import type { FitArm } from '../../../charts/fit/types.ts';
import { later } from '../../layout/later.tsx';
import type { Size } from '../../layout/useSize.ts';
import { useLab } from '../../store/LabContext.tsx';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import { lookForFit, lookForResidual } from './lookFor.ts';
import { type Pictured, usePictured } from './pictured.ts';
import { ViewSwitch } from './ViewSwitch.tsx';
import { difference, rootMeanSquare } from './values.ts';

/** The page opens with the fit. */
const LineErrors = later(async () => (await import('./LineErrors.tsx')).LineErrors);

const VIEWS = { fit: 'fit', error: 'error' } as const;
type View = keyof typeof VIEWS;

/** A function of one number: every arm's against the target, and how far it is off. */
export function LinePicture() {
  const pictured = usePictured();
  const { run, stale } = pictured;
  const [view, setView] = useState<View>('fit');
  const line = useLine(pictured);
  const lookFor: Readonly<Record<View, () => string>> = {
    fit: () => lookForFit(line.arms),
    error: () => lookForResidual(line.errors),
  };
  const charts: Readonly<Record<View, (size: Size) => React.ReactNode>> = {
    fit: (size) => <Fit line={line} size={size} />,
    error: (size) => <LineErrors {...line} run={run} chartSize={size} />,
  };
  return (
    <div className="chart fit">
      <p className="look-for">{lookFor[view]()}</p>
      <ViewSwitch name="What is drawn" views={VIEWS} value={view} onChange={setView} />
      <ChartSpace name="Fit" stale={stale} resetKey={`${run}${view}`}>
        {charts[view]}
      </ChartSpace>
    </div>
  );
}

type Line = ReturnType<typeof useLine>;

/** Answers at the training points, which come with every frame. */
function useLine({ task, experiment, data, arms }: Pictured) {
  const outputs = useLab(({ shown }) => shown?.latest.outputs);
  const { settings } = experiment.task;
  const target = useMemo(() => {
    const f = task.target(settings);
    const { evaluation } = data;
    const y = f ? Float64Array.from(evaluation.inputs, (x) => f(x, 0)) : evaluation.targets;
    return { x: evaluation.inputs, y };
  }, [task, settings, data]);
  const noisefree = useMemo(() => {
    const f = task.target(settings);
    return f ? Float64Array.from(data.inputs, (x) => f(x, 0)) : data.targets;
  }, [task, settings, data]);
  const fitted = outputs
    ? arms.map(({ slot, label }, index): FitArm => ({ slot, label, outputs: outputs[index] ?? null }))
    : [];
  return {
    inputs: data.inputs,
    targets: data.targets,
    noisy: Number(settings.noise ?? 0) > 0,
    target,
    arms: fitted,
    errors: fitted.map(({ slot, label, outputs: own }) => ({
      slot,
      label,
      values: own && difference(own, noisefree),
    })),
    size: rootMeanSquare(noisefree),
  };
}

function Fit({ line: { inputs, targets, noisy, target, arms }, size }: { readonly line: Line; readonly size: Size }) {
  const textSize = useTextSize();
  return (
    <FitChart
      {...size}
      textSize={textSize}
      title="Fit"
      description={describeFit({ target, inputs, arms })}
      target={target}
      data={noisy ? { x: inputs, y: targets } : null}
      inputs={inputs}
      arms={arms}
    />
  );
}
