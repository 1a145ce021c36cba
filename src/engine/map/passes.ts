/** From coarse to fine: every pass has the cells between those of the passes before, so that none is computed twice. */
import type { MapPlan } from '../../experiment/map/map.ts';
import { columnAndRow } from '../../lib/columnAndRow.ts';

/** So many cells along an axis in the first pass, at most. */
const COARSEST = 8;

/** Cells that are known once a pass is done: every so many along either axis, from the first. */
export interface Stride {
  readonly x: number;
  readonly y: number;
}

const coarsest = (cells: number): number => {
  let stride = 1;
  while (Math.ceil(cells / stride) > COARSEST) stride *= 2;
  return stride;
};

/** Of the passes, the last one being 1 × 1. */
export function stridesOf({ x, y }: Pick<MapPlan, 'x' | 'y'>): readonly Stride[] {
  const strides: Stride[] = [{ x: coarsest(x.cells), y: coarsest(y.cells) }];
  for (let last = strides[0] as Stride; last.x > 1 || last.y > 1; strides.push(last)) {
    last = { x: Math.max(1, last.x / 2), y: Math.max(1, last.y / 2) };
  }
  return strides;
}

/** Indices iy·x.cells + ix of what each pass adds. */
export function passesOf({ x, y }: Pick<MapPlan, 'x' | 'y'>): readonly (readonly number[])[] {
  const known = new Set<number>();
  return stridesOf({ x, y }).map((stride) => {
    const added: number[] = [];
    for (let iy = 0; iy < y.cells; iy += stride.y) {
      for (let ix = 0; ix < x.cells; ix += stride.x) {
        const index = iy * x.cells + ix;
        if (known.has(index)) continue;
        known.add(index);
        added.push(index);
      }
    }
    return added;
  });
}

/** Finds, of the cells that are known, the one that stands for this one: the nearest of the finest pass that has it; null: none yet. */
export function nearestKnown({
  x,
  y,
}: Pick<MapPlan, 'x' | 'y'>): <Cell>(cells: readonly (Cell | null)[], index: number) => Cell | null {
  const finestFirst = [...stridesOf({ x, y })].reverse();
  return (cells, index) => {
    const [ix, iy] = columnAndRow(index, x.cells);
    for (const stride of finestFirst) {
      const found = cells[(iy - (iy % stride.y)) * x.cells + ix - (ix % stride.x)];
      if (found) return found;
    }
    return null;
  };
}
