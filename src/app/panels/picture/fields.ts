/** The views of a field: what is drawn of it, coloured how. */
import { errorDomain, log10Sizes, valueDomain } from '../../../charts/field/field.ts';
import type { Domain } from '../../../charts/shared/chart.ts';
import type { PaletteName } from '../../../charts/shared/palette.ts';
import type { Residual, TaskData } from '../../../tasks/task.ts';
import type { DerivativeName } from './derivative.ts';
import { difference, gridOutputs, gridTargets, residualField, rootMeanSquare, streamOf } from './values.ts';

export type FieldView = 'value' | 'error' | 'residual' | DerivativeName;

export interface FieldLook {
  readonly palette: PaletteName;
  /** Sizes are drawn as their log10. */
  readonly log: boolean;
  readonly lines: boolean;
}

export const LOOKS: Readonly<Record<FieldView, FieldLook>> = {
  value: { palette: 'viridis', log: false, lines: true },
  error: { palette: 'magma', log: true, lines: false },
  residual: { palette: 'magma', log: true, lines: false },
  slope: { palette: 'viridis', log: false, lines: true },
  curvature: { palette: 'viridis', log: false, lines: true },
};

/**
 * What an arm's answers give in a view, [points of the grid]; of errors and residuals with their sign.
 * @param residual of the equation, for the view of that name alone.
 */
export function fieldOf(
  view: FieldView,
  data: TaskData,
  evaluated: Float32Array,
  stride: number,
  residual: Residual | null,
): Float32Array | Float64Array {
  const outputs = gridOutputs(data.evaluation, evaluated, stride);
  if (view === 'residual' && residual) return residualField(data, outputs, stride, residual);
  const values = streamOf(outputs, stride);
  return view === 'value' ? values : difference(values, gridTargets(data));
}

/** As it is coloured. */
export const drawnField = (view: FieldView, field: ArrayLike<number>): ArrayLike<number> =>
  LOOKS[view].log ? log10Sizes(field) : field;

/** Ends of the colour scale: those of the target, or decades below the largest error. */
export function fieldDomain(
  view: FieldView,
  fields: readonly ArrayLike<number>[],
  target: Float32Array,
  previous: Domain | undefined,
): Domain {
  return !LOOKS[view].log ? valueDomain(target) : errorDomain(fields, rootMeanSquare(target), previous);
}
