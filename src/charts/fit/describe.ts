import { formatNumber } from '../shared/format.ts';
import type { FitChartProps, Samples } from './types.ts';

/** What the fit chart shows now, as sentences: the text alternative. */
export function describeFit({
  target,
  inputs,
  arms,
  targetName = 'target',
}: Pick<FitChartProps, 'target' | 'inputs' | 'arms' | 'targetName'>): string {
  return arms
    .map(({ label, outputs }) => {
      const error = outputs && rootMeanSquare(target, inputs, outputs);
      if (error === null) return `${label}: no finite output.`;
      return `${label}: ${formatNumber(error)} from the ${targetName} (root mean square).`;
    })
    .join(' ');
}

/** Distance of the outputs from the target, linear between its samples; null if there is nothing finite to compare. */
function rootMeanSquare(target: Samples, inputs: ArrayLike<number>, outputs: ArrayLike<number>): number | null {
  let sum = 0;
  let count = 0;
  for (let index = 0; index < Math.min(inputs.length, outputs.length); index++) {
    const difference = (outputs[index] ?? Number.NaN) - interpolated(target, inputs[index] ?? Number.NaN);
    if (!Number.isFinite(difference)) continue;
    sum += difference * difference;
    count++;
  }
  return count > 0 ? Math.sqrt(sum / count) : null;
}

function interpolated({ x, y }: Samples, at: number): number {
  let right = 1;
  while (right < x.length - 1 && (x[right] ?? 0) < at) right++;
  const [x0 = Number.NaN, x1 = x0] = [x[right - 1], x[right]];
  const [y0 = Number.NaN, y1 = y0] = [y[right - 1], y[right]];
  return x1 === x0 ? y0 : y0 + ((at - x0) / (x1 - x0)) * (y1 - y0);
}
