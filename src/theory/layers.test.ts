import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { batchFluctuation } from './batchFluctuation.ts';
import { fluctuatingFlow, relativeU } from './fluctuation.ts';
import { logGradients, logTangentKernel } from './gradients.ts';
import { inputPairs } from './inputPairs.ts';
import reference from './layers.json';
import { outputVariance } from './outputVariance.ts';
import { nameOf, networkOf } from './testing.reference.ts';

const off = (actual: number, expected: number) => Math.abs(actual / expected - 1);

function close(quantity: string, error: number, allowed: number, where: string): void {
  expect(error, `${quantity}, ${where}`).toBeLessThan(allowed);
}

describe.each(reference.cases.map((c) => [nameOf(c), c] as const))('%s', (_, c) => {
  // Tables are interpolated to 1e-10; what flows through ten layers of a growing kernel gathers some of it.
  const allowed = activation(c.activation).closedMoments === undefined ? 1e-8 : 1e-9;
  const fans = 'n0' in c ? { inputDimension: c.n0 as number, width: c.n as number } : null;
  const network = networkOf(c, c.hidden);
  const flow = fluctuatingFlow(network, Math.log(c.K1), fans);
  // One layer more, so that the last hidden layer is followed by one like itself.
  const longer = fluctuatingFlow(networkOf(c, c.hidden + 1), Math.log(c.K1), fans);

  test('kernel and susceptibilities', () => {
    c.layers.forEach(({ K, chiPar, chiPerp }, l) => {
      const where = `layer ${l + 1}`;
      close('K', off(Math.exp(flow.logK[l]!), K), allowed, where);
      if (chiPar === 0) expect(longer.chiParallel[l]).toBe(0);
      else close('χ∥', off(longer.chiParallel[l]!, chiPar), allowed, where);
      close('χ⊥', off(longer.chiPerp[l]!, chiPerp), allowed, where);
    });
    close('K', off(Math.exp(flow.logK[c.hidden]!), c.output.K), allowed, 'output');
    close('χ⊥', off(flow.chiPerp[c.hidden - 1]!, c.output.chiPerp), allowed, 'output');
    if (c.output.chiPar === 0) expect(flow.chiParallel[c.hidden - 1]).toBe(0);
    else close('χ∥', off(flow.chiParallel[c.hidden - 1]!, c.output.chiPar), allowed, 'output');
    // The same products in logarithms.
    const log = logGradients(network, Math.log(c.K1), 0);
    const product = c.layers.slice(0, -1).reduce((all, { chiPerp }) => all * chiPerp, c.output.chiPerp);
    close('Π χ⊥', off(Math.exp(log[0]!), product), 10 * allowed, 'from the output to layer 1');
  });

  test('U and V, and the output’s V_A', () => {
    c.layers.forEach(({ K, U, V }, l) => {
      const v = flow.relativeV[l]! * K ** 2;
      if (U === 0) expect(relativeU(flow.relativeV[l]!)).toBe(0);
      else close('U', off(relativeU(flow.relativeV[l]!) * K ** 2, U), 1e-4, `layer ${l + 1}`);
      close('V over U', Math.abs(v - V) / Math.max(U, 1e-9 * K ** 2), 1e-4, `layer ${l + 1}`);
    });
    // At an infinitely wide output all that is left is V_A/n.
    const { K, VA } = c.output;
    const n = 1e3;
    const relative = outputVariance(network[c.hidden]!, Math.log(K), flow.relativeV[c.hidden]!, n, 1e12);
    // Beside U = V_A + 2 K², of which it may be a small difference.
    close('V_A', Math.abs(relative * n - VA / K ** 2) / (2 + VA / K ** 2), 1e-4, 'output');
  });

  test('tangent kernel', () => {
    // α is 1 in this lab.
    if (c.alpha !== 1) return;
    const log = logTangentKernel(network, c.K1);
    [...c.layers, c.output].forEach(({ theta }, l) => {
      // Θ_1 = 1 + |x|²/n0: the reference takes |x|²/n0 from K_1 and C_W too.
      close('Θ', off(Math.exp(log[l]!), theta), allowed, `layer ${l + 1}`);
    });
  });

  test('K12 of its pair, at the output', () => {
    const [a, b] = [Math.sqrt(c.K1 - c.Cb), Math.sqrt(c.K22 - c.Cb)];
    const cosine = (c.K12 - c.Cb) / (a * b);
    const pair = inputPairs([a, 0, b * cosine, b * Math.sqrt(1 - cosine ** 2)], 2);
    // At a scalar output of an infinitely wide network Cov(S, S') = 2 K12² alone is left.
    const widths = { inputDimension: 2, width: 1e15, outputDimension: 1 };
    const { relative } = batchFluctuation(network, (c.K1 + c.K22) / 2, pair, widths);
    const { K, K22, K12 } = c.output;
    const expected = (2 * (K ** 2 + K22 ** 2 + 2 * K12 ** 2)) / (K + K22) ** 2;
    // 17 modes, and the rest as two: those of a kink fade slowly, and ten layers add up.
    close('K12', off(relative[c.hidden]! ** 2, expected), 3e-4, 'output');
  });

  test('U of a batch that is this one input', () => {
    const widths = { inputDimension: fans?.inputDimension ?? 1, width: 1e9, outputDimension: 1e9 };
    if (fans !== null) return;
    const { relative } = batchFluctuation(network, c.K1, inputPairs([1], 1), widths);
    c.layers.forEach(({ K, U }, l) => {
      if (U === 0) expect(relative[l]! ** 2 * 1e9).toBeLessThan(1e-9);
      else close('U of the batch', off((relative[l]! * K) ** 2 * 1e9, U), 2e-4, `layer ${l + 1}`);
    });
  });
});
