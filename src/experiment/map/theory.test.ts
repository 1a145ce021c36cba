import { beforeAll, describe, expect, it } from 'vitest';
import { loadFormulas } from '../../activations/loadFormulas.ts';
import { phaseOutcome } from '../../theory/phase.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../defaults.ts';
import type { Arm, Experiment } from '../experiment.ts';
import { hiddenLayer, setup } from '../setup.ts';
import { mapKeysOf } from './axis.ts';
import { cellExperiment } from './cell.ts';
import type { MapCell, MapPlan, MapStart } from './map.ts';
import { defaultAxis } from './plan.ts';
import { agreementOf, agreementSentence, planeTheory, theoryGrid } from './theory.ts';

beforeAll(loadFormulas);

const of = (arm: Arm): Experiment => ({ ...DEFAULT_EXPERIMENT, depth: 8, width: 16, arms: [arm] });
const ARMS: readonly Arm[] = [
  defaultArm('repu.2'),
  { ...defaultArm('mrepu.2'), init: 'best' },
  { ...defaultArm('tanh'), init: 'xavier' },
  { ...defaultArm('relu'), init: 'he', skip: 0.5, weights: 'orthogonal' },
  { ...defaultArm('gelu'), norm: 'rms', k1: 0.5 },
  { ...defaultArm('formula.z-0-z-a-add-max-2-pow-mul_a.0.5'), init: 'custom', cw: 1, cb: 0.01 },
];

describe('theory on the plane of a map', () => {
  it('is what it says of the experiment of each cell, for every pair of axes and kind of arm', () => {
    const seen = new Set<number>();
    for (const arm of ARMS) {
      const experiment = of(arm);
      const keys = mapKeysOf(experiment);
      for (const [i, x] of keys.entries()) {
        for (const y of keys.slice(i + 1)) {
          const yAxis = defaultAxis(experiment, y, defaultAxis(experiment, x));
          const plan: MapPlan = { x: defaultAxis(experiment, x), y: yAxis, steps: 0 };
          const outcomeAt = planeTheory(experiment, 0, plan);
          for (const [ix, iy] of [
            [2, 13],
            [11, 6],
          ] as const) {
            const cell = cellExperiment(experiment, 0, plan, ix, iy);
            const made = setup(cell);
            const own = made.arms[0]!;
            const expected = phaseOutcome(hiddenLayer(own), {
              depth: cell.depth,
              k1: own.k1,
              spread: made.largestShare,
            });
            expect(outcomeAt(ix, iy), `${arm.activation} ${x} ${y}`).toBe(expected);
            seen.add(Math.sign(expected));
          }
        }
      }
    }
    expect([...seen].sort()).toEqual([-1, 0, 1]);
  });

  it('is a grid from one end of the axes to the other, with yields in between', () => {
    const experiment = of(defaultArm('mrepu.2'));
    const plan: MapPlan = { x: defaultAxis(experiment, 'cw'), y: defaultAxis(experiment, 'k1'), steps: 0 };
    const work = theoryGrid(experiment, 0, plan, { columns: 31, rows: 16 });
    let yields = 0;
    let next = work.next();
    for (; !next.done; next = work.next()) yields++;
    expect(yields).toBeGreaterThan(25);
    const outcomeAt = planeTheory(experiment, 0, plan);
    const { outcome } = next.value;
    expect([outcome[0], outcome[30], outcome[31 * 15 + 10]]).toEqual([
      outcomeAt(0, 0),
      outcomeAt(15, 0),
      outcomeAt(5, 15),
    ]);
  });

  it('agrees with the cells that are known, and says what is compared', () => {
    const cell = (start: MapStart): MapCell => ({
      x: 1,
      y: 1,
      outcome: 'mean',
      start,
      layer: null,
      step: null,
      loss: 1,
    });
    const cells = [cell('overflow'), cell('open'), null, cell('vanished')];
    const agreement = agreementOf(cells, { outcome: Int16Array.of(7, -3, 0, -8) });
    expect(agreement).toEqual({ agree: 2, cells: 3 });
    expect(agreementSentence(agreement, 0)).toBe('Theory and measurement agree in 2 of 3 cells at the start.');
    expect(agreementSentence(agreement, 200)).toMatch(
      /Only the start is compared: theory does not speak of training\.$/,
    );
  });
});
