import { useMemo } from 'react';
import { FitChart } from '../../../charts/fit/FitChart.tsx';
import type { FitArm } from '../../../charts/fit/types.ts';
import { formatNumber } from '../../../charts/shared/format.ts';
import type { Dataset, DatasetTarget } from '../../../tasks/datasets.ts';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import type { Units } from './DerivativeCurves.tsx';
import type { Pictured } from './pictured.ts';
import { difference, gridInputs, gridOutputs, heldOutputs, rootMeanSquare } from './values.ts';

interface OwnCurveProps {
  readonly pictured: Pictured;
  readonly dataset: Dataset;
  readonly target: Extract<DatasetTarget, { kind: 'number' }>;
}

/** A table of one feature: its rows as points, and each network's answer as a curve through them, in the table's units. */
export function OwnCurve({ pictured: { data, arms, run, stale }, dataset, target }: OwnCurveProps) {
  const textSize = useTextSize();
  const { evaluation } = data;
  const { x, y, xName } = useMemo(() => unitsOf(dataset, target), [dataset, target]);
  const points = useMemo(() => ({ x: Array.from(data.inputs, x), y: Array.from(data.targets, y) }), [data, x, y]);
  const inputs = useMemo(() => Array.from(gridInputs(data), x), [data, x]);
  const fitted = useMemo(
    () =>
      arms.map(({ slot, label, evaluated }): FitArm => {
        const outputs = evaluated && gridOutputs(evaluation, evaluated, 1);
        return { slot, label, outputs: outputs?.some(Number.isFinite) ? Array.from(outputs, y) : null };
      }),
    [arms, evaluation, y],
  );
  const description = arms
    .map(({ label, evaluated }) => {
      if (!evaluated || evaluation.held === 0) return `${label}: ${evaluated ? 'a curve' : 'no finite output'}.`;
      const off = rootMeanSquare(difference(heldOutputs(data, evaluated), evaluation.targets)) * target.deviation;
      return `${label}: ${target.name} off by ${formatNumber(off)} (root mean square) on held-out rows.`;
    })
    .join(' ');
  return (
    <ChartSpace name="Curves through the data" stale={stale} resetKey={`${run}`}>
      {(size) => (
        <FitChart
          {...size}
          textSize={textSize}
          title="Curves through the data"
          description={description}
          target={NO_TARGET}
          data={points}
          inputs={inputs}
          arms={fitted}
          xName={xName}
          yName={target.name}
        />
      )}
    </ChartSpace>
  );
}

/** Nobody knows what lies behind a visitor's data. */
const NO_TARGET = { x: [], y: [] };

/** From what the networks see to what the table says, for the feature and for the target. */
export function unitsOf(
  { shift, factor, featureNames }: Dataset,
  { mean, deviation, name }: OwnCurveProps['target'],
): Units & { readonly y: (value: number) => number } {
  return {
    x: (value) => value / factor[0]! + shift[0]!,
    y: (value) => mean + deviation * value,
    factor: (order) => deviation * factor[0]! ** order,
    xName: featureNames?.[0] ?? 'feature',
    yName: name,
  };
}
