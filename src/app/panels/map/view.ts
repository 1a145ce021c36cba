/** From a map as it was computed to what its charts draw. */
import { typedOf } from '../../../activations/typedId.ts';
import { nearestKnown } from '../../../engine/map/passes.ts';
import type { Arm, Experiment } from '../../../experiment/experiment.ts';
import { kindOf } from '../../../experiment/layerKind.ts';
import { isLetter, lettersOf } from '../../../experiment/map/axis.ts';
import type { MapCell, MapKey, MapPlan, MapPlane } from '../../../experiment/map/map.ts';
import { type ArmSetup, hiddenLayer } from '../../../experiment/setup.ts';

/** The nearest of the coarser cells in place of what is not computed yet. */
export function drawnCells(plan: MapPlan, cells: MapPlane['cells']): readonly (MapCell | null)[] {
  const near = nearestKnown(plan);
  return cells.map((cell, index) => cell ?? near(cells, index));
}

/** Layers of the deepest network of the map. */
export const deepest = ({ depth }: Experiment, { x, y }: MapPlan): number =>
  [x, y].reduce((most, { key, to }) => (key === 'depth' ? Math.max(2, Math.round(to)) : most), depth);

/** The smallest share of the best constant's loss that any network came to; 0.1 where none learned. */
export function leastShare(planes: readonly MapPlane[]): number {
  const shares = planes.flatMap(({ cells, baseline }) =>
    cells.flatMap((cell) => (cell?.outcome === 'learned' && cell.loss !== null ? [cell.loss / baseline] : [])),
  );
  return shares.reduce((least, share) => Math.min(least, share), 0.1);
}

/** Where an arm of the present experiment stands on the axes; null: it has no such letter. */
export function presentPoint(
  experiment: Experiment,
  arm: Arm,
  armSetup: ArmSetup,
  { x, y }: MapPlan,
): { readonly x: number; readonly y: number } | null {
  const [across, up] = [x, y].map(({ key }) => presentValue(experiment, arm, armSetup, key));
  return across == null || up == null ? null : { x: across, y: up };
}

function presentValue(experiment: Experiment, arm: Arm, armSetup: ArmSetup, key: MapKey): number | null {
  if (isLetter(key)) return lettersOf(arm).includes(key) ? (typedOf(arm.activation).values[key] ?? null) : null;
  switch (key) {
    case 'cw':
    case 'cb':
      return hiddenLayer(armSetup)[key];
    case 'k1':
      return armSetup.k1;
    case 'lr':
      return experiment.learningRate;
    case 'skip':
      return kindOf(arm).skip;
    default:
      return experiment[key];
  }
}
