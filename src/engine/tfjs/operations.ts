/** The operations of which a network consists, in the form that each backend does best. */
import type { Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../activations/activation.ts';
import { tensorForms } from './formula.ts';
import { NORM_OPERATIONS, type NormOperations } from './norm.ts';
import { webgpuOperations } from './webgpuOperations.ts';

/** Replicas on the leading axis throughout: a [R, m, k], or [1, m, k] where replicas share it; b [R, k, n]. */
export interface Operations extends NormOperations {
  /** a b + biases, which are [R, 1, n], or [n] where R = 1 */
  affine(a: Tensor3D, b: Tensor3D, biases: Tensor): Tensor3D;
  /** a b */
  product(a: Tensor3D, b: Tensor3D): Tensor3D;
  /** aᵀ b, a being [R, k, m] or [1, k, m] */
  productTransposedA(a: Tensor3D, b: Tensor3D): Tensor3D;
  /** a bᵀ, b being [R, n, k] */
  productTransposedB(a: Tensor3D, b: Tensor3D): Tensor3D;
  /** σ(z) */
  value(z: Tensor3D): Tensor3D;
  /** σ′(z) */
  slope(z: Tensor3D): Tensor3D;
  /** σ″(z) */
  second(z: Tensor3D): Tensor3D;
  /** σ‴(z) */
  third(z: Tensor3D): Tensor3D;
}

export function operations(backend: string, activation: Activation): Operations {
  if (backend === 'webgpu') return webgpuOperations(activation);
  const forms = tensorForms(activation.formula);
  const products = backend === 'wasm' ? WASM_PRODUCTS : PRODUCTS;
  return {
    ...products,
    ...NORM_OPERATIONS,
    // One replica: product and bias in one kernel. Its bias must have rank 1 from birth, since the wasm backend looks
    // at the shape with which the data was made.
    affine: (a, b, biases) =>
      biases.rank === 1
        ? (tf.fused.matMul({ a, b, bias: biases }) as Tensor3D)
        : tf.tidy(() => tf.add(products.product(a, b), biases)),
    value: (z) => tf.tidy(() => forms.value(z) as Tensor3D),
    slope: (z) => tf.tidy(() => forms.derivative(z) as Tensor3D),
    second: (z) => tf.tidy(() => forms.second(z) as Tensor3D),
    third: (z) => tf.tidy(() => forms.third(z) as Tensor3D),
  };
}

type Products = Pick<Operations, 'product' | 'productTransposedA' | 'productTransposedB'>;

const PRODUCTS: Products = {
  product: (a, b) => tf.matMul(a, b),
  productTransposedA: (a, b) => tf.matMul(a, b, true, false),
  productTransposedB: (a, b) => tf.matMul(a, b, false, true),
};

/**
 * The wasm backend gives a product to XNNPACK's SIMD kernels only if nothing is transposed and there is one matrix on
 * either side; everything else goes through a scalar loop, about ten times slower
 * (tfjs-backend-wasm/src/cc/batch_mat_mul_impl.cc, tfjs 4.22). So transpose beforehand and multiply one by one.
 */
const WASM_PRODUCTS: Products = {
  product: (a, b) => tf.tidy(() => oneByOne(matrices(a), matrices(b))),
  productTransposedA: (a, b) => tf.tidy(() => oneByOne(matrices(a).map(transposed), matrices(b))),
  productTransposedB: (a, b) => tf.tidy(() => oneByOne(matrices(a), matrices(b).map(transposed))),
};

/** One matrix: its backend leaves out the axis of length 1, and two-dimensional transposition is the quick one. */
const transposed = (a: Tensor3D): Tensor3D => tf.transpose(a, [0, 2, 1]);

const matrices = (a: Tensor3D): readonly Tensor3D[] =>
  a.shape[0] === 1
    ? [a]
    : Array.from({ length: a.shape[0] }, (_, r) => tf.slice(a, [r, 0, 0], [1, a.shape[1], a.shape[2]]));

function oneByOne(a: readonly Tensor3D[], b: readonly Tensor3D[]): Tensor3D {
  const products = b.map((y, r): Tensor3D => tf.matMul((a.length === 1 ? a[0] : a[r]) as Tensor3D, y));
  return products.length === 1 ? (products[0] as Tensor3D) : tf.concat(products, 0);
}
