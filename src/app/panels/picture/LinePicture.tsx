import { useMemo } from 'react';
import { describeFit } from '../../../charts/fit/describe.ts';
import { FitChart } from '../../../charts/fit/FitChart.tsx';
import type { FitArm } from '../../../charts/fit/types.ts';
import { later } from '../../layout/later.tsx';
import type { Size } from '../../layout/useSize.ts';
import { useLab } from '../../store/LabContext.tsx';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import { DERIVATIVE_NAMES, type DerivativeName, derivativeRemarks } from './derivative.ts';
import { lookForDerivative, lookForFit, lookForResidual } from './lookFor.ts';
import { type Pictured, useAnswered, usePictured } from './pictured.ts';
import { useViews } from './useViews.ts';
import { ViewSwitch } from './ViewSwitch.tsx';
import { difference, rootMeanSquare } from './values.ts';

/** The page opens with the fit. */
const LineErrors = later(async () => (await import('./LineErrors.tsx')).LineErrors);

const DerivativeCurves = later(async () => (await import('./DerivativeCurves.tsx')).DerivativeCurves);

const VIEWS = { fit: 'fit', error: 'error' } as const;
type View = keyof typeof VIEWS | DerivativeName;

/** A function of one number: every arm's against the target, how far it is off, and the derivatives of both. */
export function LinePicture() {
  const present = usePictured();
  // Derivatives are not there with every frame.
  const answered = useAnswered();
  const { views, view, choose, order } = useViews(VIEWS, 'fit');
  const pictured = order ? answered : present;
  const { run, stale, arms } = pictured;
  const line = useLine(present);
  const lookFor: Readonly<Record<View, () => string>> = {
    fit: () => lookForFit(line.arms),
    error: () => lookForResidual(line.errors),
    slope: () => lookForDerivative('slope', true, arms),
    curvature: () => lookForDerivative('curvature', true, arms),
  };
  const derivative = (size: Size) => order && <DerivativeCurves pictured={pictured} order={order} size={size} />;
  const charts: Readonly<Record<View, (size: Size) => React.ReactNode>> = {
    fit: (size) => <Fit line={line} size={size} />,
    error: (size) => <LineErrors {...line} run={run} chartSize={size} />,
    slope: derivative,
    curvature: derivative,
  };
  const remarks = order ? derivativeRemarks(pictured, order) : [];
  return (
    <div className="chart fit">
      <p className="look-for">{lookFor[view]()}</p>
      {remarks.length > 0 && <p className="remark">{remarks.join(' ')}</p>}
      <ViewSwitch name="What is drawn" views={views} value={view} onChange={choose} />
      <ChartSpace name={order ? DERIVATIVE_NAMES[order] : 'Fit'} stale={stale} resetKey={`${run}${view}`}>
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
