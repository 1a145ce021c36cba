import { normalCumulative, normalDensity } from '../lib/gaussian.ts';
import type { Activation, ClosedMoments, Tensor, Tf } from './activation.ts';
import { parametric } from './family.ts';
import { power, powerTensor, powerWgsl } from './power.ts';

/** MRePU_p(z) = z max(0, z + 1)^p (Kim & Kang, arXiv 2408.02697): σ(0) = 0 and σ′(0) = 1, so that K* = 0 is critical. */
function create(p: number): Activation {
  const r = 'max(z + 1.0, 0.0)';
  // In u = z + 1, σ = u^{p+1} - u^p for u > 0: its derivatives are differences of two powers.
  const factorsOf = (order: number): readonly [number, number] => {
    let [first, second] = [1, 1];
    for (let k = 0; k < order; k++) {
      first *= p + 1 - k;
      second *= p - k;
    }
    return [first, second];
  };
  const derivative = (order: number) => {
    const [first, second] = factorsOf(order);
    return (z: number) => {
      const u = z + 1;
      if (u <= 0 || order > p + 1) return 0;
      return order > p ? first : power(u, p - order) * (first * z + (first - second));
    };
  };
  // u^{p-n} (first u - second) in u alone: first z would overflow where the derivative is 0.
  const wgsl = (order: number): string => {
    const [first, second] = factorsOf(order);
    if (order > p + 1) return '0.0';
    if (order === p + 1) return `select(0.0, ${first}.0, z > -1.0)`;
    const linear = `${first}.0 * ${r} - ${second}.0`;
    return order === p ? `select(0.0, ${linear}, z > -1.0)` : `${powerWgsl(r, p - order)} * (${linear})`;
  };
  const tensor = (order: number) => (tf: Tf, z: Tensor) => {
    const [first, second] = factorsOf(order);
    if (order > p + 1) return tf.zerosLike(z);
    const u = tf.relu(tf.add(z, 1));
    if (order === p + 1) return tf.mul(tf.step(u), first);
    return tf.mul(order === p ? tf.step(u) : powerTensor(tf, u, p - order), tf.sub(tf.mul(u, first), second));
  };
  return {
    id: `mrepu.${p}`,
    family: 'mrepu',
    parameter: p,
    label: `MRePU(${p})`,
    tex: p === 1 ? 'z \\max(0, z + 1)' : `z \\max(0, z + 1)^{${p}}`,
    derivatives: [derivative(0), derivative(1), derivative(2), derivative(3)],
    kinks: [-1],
    smoothness: p - 1,
    wgsl: {
      value: `z * ${powerWgsl(r, p)}`,
      derivative: wgsl(1),
      second: wgsl(2),
      third: wgsl(3),
    },
    tfjs: {
      value: (tf, z) => tf.mul(z, powerTensor(tf, tf.relu(tf.add(z, 1)), p)),
      derivative: tensor(1),
      second: tensor(2),
      third: tensor(3),
    },
    closedMoments: closedMoments(p),
    growth: { degree: p + 1, right: 1, left: 0, exact: false },
  };
}

/**
 * The averages as sums of truncated moments. With σ² = z² (z+1)^{2p}, σ′² = (z+1)^{2p-2} ((p+1) z + 1)² and so on every
 * coefficient is positive, and so is every truncated moment: nothing cancels, at any K.
 */
function closedMoments(p: number): (K: number) => ClosedMoments {
  const square = shifted(binomial(2 * p), 2);
  const withDerivative = shifted(product(binomial(2 * p - 1), [1, p + 1]), 2);
  const derivativeSquare = product(binomial(2 * p - 2), product([1, p + 1], [1, p + 1]));
  const fourth = shifted(binomial(4 * p), 4);
  return (K) => {
    const m = truncatedMoments(K, 4 * p + 4);
    return {
      g: average(square, m),
      gPrime: average(withDerivative, m) / K,
      meanSquareDerivative: average(derivativeSquare, m),
      meanFourth: average(fourth, m),
    };
  };
}

/** E[z^k; z > -1] for z ~ N(0, K), k = 0 … `highest`, by partial integration. */
function truncatedMoments(K: number, highest: number): number[] {
  const deviation = Math.sqrt(K);
  const edge = deviation * normalDensity(1 / deviation); // K φ_K(1)
  const m = [normalCumulative(1 / deviation), edge];
  for (let k = 2; k <= highest; k++) m.push((k - 1) * K * m[k - 2]! + (k % 2 === 1 ? edge : -edge));
  return m;
}

/** Coefficients of (z + 1)^n, lowest power first. */
function binomial(n: number): number[] {
  const row = [1];
  for (let k = 1; k <= n; k++) row.push((row[k - 1]! * (n - k + 1)) / k);
  return row;
}

/** Coefficients of z^n times the polynomial. */
function shifted(polynomial: readonly number[], n: number): number[] {
  return [...new Array<number>(n).fill(0), ...polynomial];
}

function product(a: readonly number[], b: readonly number[]): number[] {
  const out = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((x, i) => {
    b.forEach((y, j) => {
      out[i + j]! += x * y;
    });
  });
  return out;
}

/** E[polynomial(z); z > -1]; powers without a coefficient do not count, even where their moment overflows. */
function average(polynomial: readonly number[], moments: readonly number[]): number {
  return polynomial.reduce((sum, coefficient, k) => (coefficient === 0 ? sum : sum + coefficient * moments[k]!), 0);
}

export const mrepu = parametric(
  'mrepu',
  'MRePU',
  { label: 'power', min: 1, max: 5, default: 2, integer: true },
  create,
);
