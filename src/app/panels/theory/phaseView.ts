/** The phase map of an arm: its plane, its point, and the marks that theory puts on it. */
import type { PhaseMapProps, PhasePoint } from '../../../charts/phaseMap/types.ts';
import type { ArmSlot } from '../../../charts/shared/chart.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import { hiddenLayer } from '../../../experiment/setup.ts';
import { criticalInitialisation, universality } from '../../../theory/critical.ts';
import { homogeneousFixedPoint } from '../../../theory/horizon.ts';
import { phaseOutcome } from '../../../theory/phase.ts';
import { slotOf } from '../../armSlots.ts';
import { theoryOf } from '../../theory.ts';
import type { PhaseSaying } from './lookFor.ts';
import { type PhasePlane, PLANE } from './phaseGrid.ts';
import { gradientProducts } from './view.ts';

export interface PhaseView extends Pick<PhaseMapProps, 'critical' | 'separatrix'> {
  /** Place of the arm in the experiment. */
  readonly index: number;
  readonly slot: ArmSlot;
  readonly label: string;
  readonly plane: PhasePlane;
  readonly point: PhasePoint;
  /** log10 of what is left of a squared gradient at layer 1. */
  readonly gradientLog10: number;
  /** See Prediction. */
  readonly mergeLayer: number | null;
}

const known = new WeakMap<Experiment, readonly PhaseView[]>();

/** Of one experiment made once: several parts of the page ask for them at every change. */
export function phaseViews(experiment: Experiment): readonly PhaseView[] {
  const views = known.get(experiment) ?? viewsOf(experiment);
  known.set(experiment, views);
  return views;
}

function viewsOf(experiment: Experiment): PhaseView[] {
  const { setup, predictions } = theoryOf(experiment);
  return setup.arms.map((arm, index) => {
    const { activation, cw, cb, skip, norm } = hiddenLayer(arm);
    const plane = { activation, cb, skip, norm, depth: experiment.depth, spread: setup.largestShare };
    return {
      index,
      slot: slotOf(experiment, index),
      label: arm.label,
      plane,
      point: { cw, k1: arm.k1 },
      gradientLog10: gradientProducts(arm)[0] ?? 0,
      mergeLayer: predictions[index]?.mergeLayer ?? null,
      ...marks(plane),
    };
  });
}

/** What the line over the maps says of an arm. */
export function phaseSaying(
  { label, plane, point, gradientLog10, mergeLayer }: PhaseView,
  atWidth: string | null,
): PhaseSaying {
  const outcome = phaseOutcome({ ...plane, cw: point.cw }, { ...plane, k1: point.k1 });
  return { label, outcome, atWidth, cb: plane.cb, gradientLog10, mergeLayer };
}

function marks(plane: PhasePlane): Pick<PhaseView, 'critical' | 'separatrix'> {
  const { activation, depth, spread, cb, skip, norm } = plane;
  const { class: kind } = universality(activation, plane);
  const start = criticalInitialisation(activation, depth, plane);
  // The map holds one C_b: a point at another does not lie in it.
  if (Math.abs(cb - start.cb) > 1e-9) return {};
  // Normalised without biases every C_W and every K_1 is critical.
  if (kind === 'normalised' && cb === 0) return {};
  if (kind === 'scale-invariant' || kind === 'normalised') {
    const cw = Math.log10(start.cw);
    return { separatrix: { points: PLANE.k1Log10.map((k1) => [cw, k1]), name: 'critical at any scale' } };
  }
  const { degree, exact } = activation.growth;
  const held = norm === 'none' && skip ** 2 < 1;
  const homogeneous = held && exact && degree > 1;
  // Where no critical point exists, what `init=critical` is instead.
  const instead = homogeneous ? 'mean input on its fixed point' : held ? 'χ⊥ = 1 at layer 1' : 'start of init=critical';
  const critical = { cw: start.cw, k1: start.k1, name: start.critical ? 'critical' : instead };
  if (!homogeneous) return { critical };
  const [low, high] = PLANE.cwLog10;
  const points = [low, high].map((cwLog10): [number, number] => [
    cwLog10,
    // Of the batch mean, for the largest input to stand on the fixed point.
    Math.log10(homogeneousFixedPoint(activation, 10 ** cwLog10, skip) / spread),
  ]);
  return { critical, separatrix: { points, name: 'survives on this line alone' } };
}
