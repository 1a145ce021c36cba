/** The plan of a map: what it is where nobody says, and what may be wrong with it. */
import { within, writeNumber } from '../codec.ts';
import type { Display, Experiment } from '../experiment.ts';
import { armLabel } from '../layerKind.ts';
import { LETTER_RANGE } from '../limits.ts';
import { axisValue, axisValues, isLetter, lettersOf } from './axis.ts';
import { ownStart } from './cell.ts';
import { axisFault, MAP_LIMITS, type MapAxis, type MapKey, type MapPlan, mapLimits } from './map.ts';

/** Cells of an axis where nobody says. */
const CELLS = 16;

const RANGES: Readonly<Record<string, Pick<MapAxis, 'from' | 'to' | 'log'>>> = {
  // As the phase map has them.
  cw: { from: 0.01, to: 100, log: true },
  k1: { from: 1e-6, to: 100, log: true },
  cb: { from: 0, to: 0.75, log: false },
  lr: { from: 1e-5, to: 1, log: true },
  skip: { from: 0, to: 1.5, log: false },
  depth: { from: 2, to: 32, log: false },
  width: { from: 8, to: 128, log: true },
};

/**
 * An axis over this key where nobody says more.
 * @param other axis of the plane, if it is known.
 */
export function defaultAxis(experiment: Experiment, key: MapKey, other?: MapAxis | null): MapAxis {
  const { arms } = experiment;
  const cells = CELLS;
  if (isLetter(key)) {
    const [from, to] = arms.find((arm) => lettersOf(arm).includes(key))?.ranges?.[key] ?? LETTER_RANGE;
    return { key, from, to, cells, log: false };
  }
  const axis = { key, cells, ...(RANGES[key] as Pick<MapAxis, 'from' | 'to' | 'log'>) };
  if (key !== 'k1') return axis;
  // Above every arm's C_b, with room.
  const cb = other?.key === 'cb' ? other.to : Math.max(...arms.map((arm) => ownStart(experiment, arm, {}).cb));
  return { ...axis, from: cb === 0 ? axis.from : Number((1.5 * cb).toPrecision(2)) };
}

/** The plan that the permalink asks for, defaults filled in. */
export function planOf(
  experiment: Experiment,
  { mapx, mapy, mapsteps }: Pick<Display, 'mapx' | 'mapy' | 'mapsteps'>,
): MapPlan {
  const x = mapx ?? defaultAxis(experiment, mapy?.key === 'cw' ? 'k1' : 'cw', mapy);
  const y = mapy ?? defaultAxis(experiment, x.key === 'k1' ? 'cw' : 'k1', x);
  return { x, y, steps: mapsteps };
}

/** `planOf` for one page: the same object as long as the plan is the same, since charts compare by it. */
export function steadyPlan(): typeof planOf {
  let last: { experiment: Experiment; display: Parameters<typeof planOf>[1]; plan: MapPlan } | undefined;
  return (experiment, display) => {
    if (last?.experiment !== experiment || last.display !== display) {
      const plan = planOf(experiment, display);
      const kept = last && JSON.stringify(last.plan) === JSON.stringify(plan) ? last.plan : plan;
      last = { experiment, display, plan: kept };
    }
    return last.plan;
  };
}

/** Why this experiment has no such map, as a sentence; null: it has. */
export function planProblem(experiment: Experiment, { x, y, steps }: MapPlan): string | null {
  if (x.key === y.key) return `Both axes go over ${mapLimits(x.key).label}; choose two different ones.`;
  if (!within(MAP_LIMITS.steps, steps)) return `steps=${steps} cannot be used: a map trains 0 to 10000 steps.`;
  for (const axis of [x, y]) {
    const { key, cells } = axis;
    const { label } = mapLimits(key);
    const fault = axisFault(axis);
    if (fault !== null) return `The axis ${label} cannot be used: ${fault}.`;
    if (isLetter(key) && !experiment.arms.some((arm) => lettersOf(arm).includes(key))) {
      return `${key} cannot be an axis: it does not stand in the formula of any arm.`;
    }
    const different = new Set(axisValues(axis)).size;
    if (different < cells) {
      return `The axis ${label} has only ${different} different values for its ${cells} cells: choose fewer cells or a wider range.`;
    }
  }
  return scaleProblem(experiment, { x, y, steps });
}

/**
 * K_1 exceeds C_b in every cell. Looked for at the ends of the other axis alone: what a start is in between may take its time,
 * and a cell that cannot be says so itself.
 */
function scaleProblem(experiment: Experiment, plan: MapPlan): string | null {
  const k1 = [plan.x, plan.y].find(({ key }) => key === 'k1');
  if (k1 === undefined) return null;
  const other = k1 === plan.x ? plan.y : plan.x;
  const ends = [...new Set([axisValue(other, 0), axisValue(other, other.cells - 1)])];
  for (const arm of experiment.arms) {
    const cb = Math.max(...ends.map((end) => ownStart(experiment, arm, { [other.key]: end }).cb));
    if (k1.from > cb) continue;
    return `${armLabel(arm)}: K_1 goes down to ${writeNumber(k1.from)}, but must be above C_b, which is ${Number(cb.toPrecision(3))} there.`;
  }
  return null;
}
