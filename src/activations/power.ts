import type { Tensor, Tf } from './activation.ts';

// Integer powers by repeated multiplication: WGSL's `pow` is undefined for a negative base, and its gradient is worse.

/** z^n for integer n ≥ 0. */
export function power(z: number, n: number): number {
  let product = 1;
  for (let k = 0; k < n; k++) product *= z;
  return product;
}

/** WGSL expression of base^n for integer n ≥ 1. */
export function powerWgsl(base: string, n: number): string {
  return Array.from({ length: n }, () => base).join(' * ');
}

/** base^n for integer n ≥ 1 as TensorFlow.js operations. */
export function powerTensor(tf: Tf, base: Tensor, n: number): Tensor {
  let product = base;
  for (let k = 1; k < n; k++) product = tf.mul(product, base);
  return product;
}
