/** The slices of a product of variables as a table: all that its picture can show, the others where they stand now. */
import type { Experiment } from '../../experiment/experiment.ts';
import { task } from '../../tasks/catalogue.ts';
import { axesOfSlices, slice } from '../panels/picture/slices.ts';
import type { Actions } from '../store/actions.ts';
import type { LabStore } from '../store/store.ts';
import { theoryOf } from '../theory.ts';
import { csv, type Row } from './csv.ts';

export const hasSlices = ({ task: { name } }: Experiment): boolean => task(name).picture === 'slices';

const STARTED_ANEW = 'The networks were started anew meanwhile: nothing was saved.';

const columnOf = (variable: number): string => `x${variable + 1}`;

/** The points of every slice, one after the other, each with its slice's name: `x2` along that variable, `x1 x2` over two. */
function pointsOf({ task: { name, settings } }: Experiment, rest: number) {
  const powers = task(name).powers?.(settings) ?? [];
  return axesOfSlices(powers.length).flatMap((axes) => {
    const { inputs, targets } = slice(axes, rest, powers);
    const at = (point: number) => inputs.subarray(point * powers.length, (point + 1) * powers.length);
    return Array.from(targets, (target, point) => ({ name: axes.map(columnOf).join(' '), inputs: at(point), target }));
  });
}

/**
 * One row for every point of every slice: where it is, the product there, and each arm's evaluation by the networks as they
 * are now, null where none is finite. Throws Error where they are not those that are shown.
 * @param rest where the variables stand that do not move.
 */
export async function slicesCsv(store: LabStore, { predict }: Pick<Actions, 'predict'>, rest: number): Promise<string> {
  const { shown, run } = store.getState();
  if (shown?.run !== run) throw new Error(STARTED_ANEW);
  const { experiment } = shown;
  const points = pointsOf(experiment, rest);
  const answers = await predict(Float32Array.from(points.flatMap(({ inputs }) => Array.from(inputs))));
  if (answers === null || store.getState().run !== run) throw new Error(STARTED_ANEW);
  const { arms } = theoryOf(experiment).setup;
  return csv(
    points.map(
      ({ name, inputs: own, target }, point): Row => ({
        slice: name,
        ...Object.fromEntries(Array.from(own, (value, variable) => [columnOf(variable), value])),
        target,
        ...Object.fromEntries(arms.map(({ label }, arm) => [label, answers[arm]?.[point] ?? null])),
      }),
    ),
  );
}
