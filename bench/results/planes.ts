/** Planes of initialisations, looked at before the first step: what becomes of networks, and what theory says of them. */
import { activation } from '../../src/activations/catalogue.ts';
import { measurePlane } from '../../src/engine/map/plane.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../src/experiment/defaults.ts';
import type { MapPlan, MapStart } from '../../src/experiment/map/map.ts';
import { planeTheory, startOfTheory } from '../../src/experiment/map/theory.ts';
import { columnAndRow } from '../../src/lib/columnAndRow.ts';

export interface Planes {
  readonly activations: readonly string[];
  readonly widths: readonly number[];
  readonly depth: number;
  readonly seeds: readonly number[];
  readonly plan: MapPlan;
}

export const PLANES: Planes = {
  activations: ['repu.2', 'mrepu.2', 'relu', 'tanh'],
  widths: [32, 128],
  depth: 10,
  seeds: [1, 2, 3, 4, 5],
  plan: {
    x: { key: 'cw', from: 0.01, to: 100, cells: 16, log: true },
    y: { key: 'k1', from: 1e-6, to: 100, cells: 16, log: true },
    steps: 0,
  },
};

/** How theory and networks part on a plane. */
export interface PlaneResult {
  readonly activation: string;
  readonly width: number;
  /** Networks compared: cells times seeds. */
  readonly networks: number;
  /** Of these, those that theory says something else of. */
  readonly disagree: number;
  /** Of the disagreeing, those in a cell beside which, in any of eight directions, theory says something else. */
  readonly atBoundary: number;
  /** Of the disagreeing: lost, where theory sees them survive, and the other way round. */
  readonly lost: number;
  readonly survived: number;
}

/** What theory says of every cell, row by row. */
function theoryStarts(experiment: Parameters<typeof planeTheory>[0], plan: MapPlan): readonly MapStart[] {
  const outcomeAt = planeTheory(experiment, 0, plan);
  const { cells: columns } = plan.x;
  return Array.from({ length: columns * plan.y.cells }, (_, index) =>
    startOfTheory(outcomeAt(...columnAndRow(index, columns))),
  );
}

/** Whether one of the up to eight cells around says something else. */
export function atBoundary(starts: readonly MapStart[], columns: number, index: number): boolean {
  const [x, y] = columnAndRow(index, columns);
  for (let row = y - 1; row <= y + 1; row++) {
    for (let column = x - 1; column <= x + 1; column++) {
      const other = column < 0 || column >= columns ? undefined : starts[row * columns + column];
      if (other !== undefined && other !== starts[index]) return true;
    }
  }
  return false;
}

/** @param starts of theory; @param measured plane by plane, a seed each. */
export function compare(
  starts: readonly MapStart[],
  measured: readonly (readonly MapStart[])[],
  columns: number,
): Omit<PlaneResult, 'activation' | 'width'> {
  const apart = measured.flatMap((plane) =>
    plane.flatMap((start, index) => (start === starts[index] ? [] : [{ start, index }])),
  );
  return {
    networks: measured.reduce((sum, { length }) => sum + length, 0),
    disagree: apart.length,
    atBoundary: apart.filter(({ index }) => atBoundary(starts, columns, index)).length,
    lost: apart.filter(({ index }) => starts[index] === 'open').length,
    survived: apart.filter(({ start }) => start === 'open').length,
  };
}

/** All planes; a minute on an idle machine, though nothing is trained. */
export async function measurePlanes(wanted: Planes = PLANES): Promise<readonly PlaneResult[]> {
  const { activations, widths, depth, seeds, plan } = wanted;
  const results: PlaneResult[] = [];
  for (const id of activations) {
    for (const width of widths) {
      const experiment = { ...DEFAULT_EXPERIMENT, depth, width, arms: [defaultArm(activation(id).id)] };
      const measured: (readonly MapStart[])[] = [];
      for (const seed of seeds) {
        const cells = await measurePlane({ ...experiment, seed }, 0, plan);
        measured.push(cells.map(({ start }) => start));
      }
      const compared = compare(theoryStarts(experiment, plan), measured, plan.x.cells);
      results.push({ activation: id, width, ...compared });
    }
  }
  return results;
}
