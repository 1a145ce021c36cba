/** Where a normalisation makes an axis of K_1 say little. */
import type { Arm, Experiment } from '../experiment.ts';
import { kindOf } from '../layerKind.ts';
import { ownStart } from './cell.ts';
import type { MapKey, MapPlan } from './map.ts';

/** Starts whose C_b is found anew where the layers are other ones. */
const FOUND: ReadonlySet<string> = new Set(['critical', 'best']);
/** Axes beside K_1 along which such a start keeps its C_b. */
const KEEPS_CB: ReadonlySet<MapKey> = new Set(['cw', 'lr']);

/**
 * Whether K_1, an axis of this map, changes layer 1 of the arm alone, before training: the norm divides z_1 by its size, and
 * neither a skip brings it past the norm nor biases give it another share in z_1.
 */
export function forgetsK1(experiment: Experiment, arm: Arm, { x, y }: Pick<MapPlan, 'x' | 'y'>): boolean {
  if (x.key !== 'k1' && y.key !== 'k1') return false;
  const other = x.key === 'k1' ? y.key : x.key;
  const { norm, skip } = kindOf(arm);
  if (norm === 'none' || skip !== 0 || other === 'skip' || other === 'cb') return false;
  if (FOUND.has(arm.init) && !KEEPS_CB.has(other)) return false;
  return ownStart(experiment, arm, {}).cb === 0;
}
