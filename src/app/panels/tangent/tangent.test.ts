import { expect, test } from 'vitest';
import type { ArmTangent } from '../../../engine/tangent/measure.ts';
import { answerTangent } from '../../../engine/theoryOrders.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../../experiment/defaults.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import { symmetricEigenvalues } from '../../../lib/eigenvalues.ts';
import { tangentCsv } from '../../export/tangentCsv.ts';
import { lookForTangent } from './lookFor.ts';
import { type TangentState, tangentOrder } from './model.ts';
import { conditionArms, eigenvalueArms, eigenvalueDomain, eigenvalueName, movedText, tangentFacts } from './view.ts';

const withArms = (...ids: string[]): Experiment => ({ ...DEFAULT_EXPERIMENT, depth: 4, arms: ids.map(defaultArm) });

const measured = (moved: number, step = 300): ArmTangent => ({
  step,
  startLog10: Array.from({ length: 8 }, (_, i) => ({ mean: 1 - i / 2, spread: 0.1, networks: 4 })),
  moved: { mean: moved, spread: 0.02, networks: 4 },
});

function stateOf(experiment: Experiment, arms: readonly ArmTangent[] = []): TangentState {
  return {
    experiment,
    spectra: experiment.arms.map((_, index) => answerTangent(tangentOrder(experiment, index))),
    measured: arms.length === 0 ? null : { run: 1, experiment, arms },
  };
}

test('the line tells conditioning and movement', () => {
  const experiment = withArms('gelu');
  const line = (moved: number, step = 300) =>
    lookForTangent(tangentFacts(stateOf(experiment, [measured(moved, step)])));
  expect(line(0.05)).toMatch(/GELU has λmax\/λmin [\d.·⁰¹²³⁴⁵⁶⁷⁸⁹]+ and has moved by 0\.050, lazy so far\.$/);
  expect(line(0.4)).toMatch(/and has moved by 0\.40\.$/);
  expect(line(2)).toMatch(/and has moved by 2\.0, another kernel by now\.$/);
  expect(line(0, 0)).not.toContain('moved');
  // On a line ReLU has two directions, each with a value and a slope.
  expect(lookForTangent(tangentFacts(stateOf(withArms('relu'))))).toContain(
    'ReLU has 4 of 8 eigenvalues above rounding, λmax ',
  );
  const unknown = { experiment, spectra: [null], measured: null };
  expect(lookForTangent(tangentFacts(unknown))).toContain('Theory is being computed.');
});

test('what is learnt along an eigenvector decays at its eigenvalue’s rate', () => {
  // Gradient flow of ½|u|² in function space, u' = -Θ u, of a kernel of two inputs.
  const theta = [3, 1, 1, 2];
  const [fast = 0, slow = 0] = symmetricEigenvalues(theta, 2);
  for (const value of [fast, slow]) {
    const [x, y] = [1, value - 3];
    let [u, v] = [x, y];
    const steps = 4000;
    for (let k = 0; k < steps; k++) [u, v] = [u - (3 * u + v) / steps, v - (u + 2 * v) / steps];
    expect(u / x / Math.exp(-value)).toBeCloseTo(1, 2);
    expect(v / y / Math.exp(-value)).toBeCloseTo(1, 2);
  }
  expect(fast).toBeGreaterThan(slow);
});

test('both charts: eigenvalues by place, conditions by layer with the measured one at the last', () => {
  const facts = tangentFacts(stateOf(withArms('relu', 'tanh'), [measured(0.1), measured(0.1)]));
  const [relu] = eigenvalueArms(facts);
  expect(relu!.lines[0]!.log10).toHaveLength(8);
  expect(relu!.measuredLog10![0]).toBe(1);
  const [four, tanh] = conditionArms(facts, 4);
  expect(four!.lines[0]!.log10.slice(1).every((value) => value! > 0)).toBe(true);
  // Of four eigenvalues only, and said so by its line; measured are as many.
  expect(four!.lines[0]!.stroke).toBe('dashed');
  expect(four!.measuredLog10).toEqual([null, null, null, 1.5]);
  expect(tanh!.lines[0]!.log10).toHaveLength(4);
});

test('an arm that explodes leaves the axis to the others, and the line says so', () => {
  const steep = { ...defaultArm('repu.2'), k1: 30 };
  const experiment = { ...withArms('gelu'), depth: 8, arms: [defaultArm('gelu'), steep] };
  const facts = tangentFacts(stateOf(experiment));
  const [near, far] = facts as [(typeof facts)[0], (typeof facts)[0]];
  expect(far.spectrum!.log10[0]).toBeGreaterThan(12);
  expect(eigenvalueDomain(facts)).toEqual(eigenvalueDomain([near]));
  expect(lookForTangent(facts)).toMatch(/RePU\(2\) has .*, leaves the axis with λ up to 10[⁰¹²³⁴⁵⁶⁷⁸⁹]+\.$/);
  expect(eigenvalueName(facts)).toBe('λ of Θ at the start; RePU(2) ↑');
  // Alone it has an axis of its own.
  const [low, high] = eigenvalueDomain([far]);
  expect(low).toBeLessThan(far.spectrum!.log10[far.spectrum!.rank - 1]!);
  expect(high).toBeGreaterThan(far.spectrum!.log10[0]!);
  expect(eigenvalueName([far])).toBe('λ of Θ at the start');
  expect(lookForTangent([far])).not.toContain('leaves');
});

test('movement in words, and the table', () => {
  const experiment = withArms('relu');
  const state = stateOf(experiment, [measured(0.12)]);
  expect(movedText(tangentFacts(state)[0]!)).toBe('ReLU: 0.12 ± 0.020 after 300 steps (4 networks)');
  expect(movedText(tangentFacts(stateOf(experiment, [{ ...measured(0), moved: null }]))[0]!)).toBe(
    'ReLU: no network is finite',
  );
  expect(movedText(tangentFacts(stateOf(experiment))[0]!)).toBeNull();
  const rows = tangentCsv(state).trim().split('\r\n');
  expect(rows).toHaveLength(1 + 8 + 4);
  expect(rows[1]).toMatch(/^1,ReLU,relu,1,,1,0\.1,4,/);
  expect(rows.at(-1)).toMatch(/^1,ReLU,relu,,4,/);
});
