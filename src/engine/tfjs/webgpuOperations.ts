/**
 * Kernels of our own on the WebGPU backend, for three reasons. Its product reads rows beyond the end of the second
 * factor and counts on a zero in the first to cancel them (mm_readB in matmul_packed_webgpu.ts, tfjs 4.22): the rows of
 * the next replica, where one NaN reaches every other. Its tanh and sin lose digits near 0, where deep networks live.
 * And one kernel per activation is quicker than one per primitive.
 */
import type { Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../activations/activation.ts';
import { wgslForms } from '../../formula/print/wgsl.ts';
import type { Operations } from './operations.ts';
import { WEBGPU_NORM_OPERATIONS } from './webgpuNorm.ts';
import { run } from './webgpuProgram.ts';

/** Rows and columns of the output that one invocation computes in registers. */
const TILE = 4;

export function webgpuOperations({ formula }: Activation): Operations {
  const wgsl = wgslForms(formula);
  return {
    affine: (a, b, biases) => product(a, b, false, false, biases),
    product: (a, b) => product(a, b, false, false),
    productTransposedA: (a, b) => product(a, b, true, false),
    productTransposedB: (a, b) => product(a, b, false, true),
    value: (z) => elementwise(wgsl.value, z),
    slope: (z) => elementwise(wgsl.derivative, z),
    second: (z) => elementwise(wgsl.second, z),
    third: (z) => elementwise(wgsl.third, z),
    ...WEBGPU_NORM_OPERATIONS,
  };
}

/** @param body that of a WGSL function of `z: f32`. */
function elementwise(body: string, z: Tensor3D): Tensor3D {
  const code = `
    if (index < uniforms.size) {
      result[index] = sigma(Z[index]);
    }`;
  return run(`repu-lab ${body}`, { Z: z }, z.shape, z.size, code, `fn sigma(z: f32) -> f32 { ${body} }`);
}

function product(a: Tensor3D, b: Tensor3D, transposeA: boolean, transposeB: boolean, biases?: Tensor): Tensor3D {
  const replicas = b.shape[0];
  const rows = transposeA ? a.shape[2] : a.shape[1];
  const columns = transposeB ? b.shape[1] : b.shape[2];
  const tiles = replicas * Math.ceil(rows / TILE) * Math.ceil(columns / TILE);
  const inputs: Record<string, Tensor> = biases ? { A: a, B: b, C: tf.reshape(biases, [-1]) } : { A: a, B: b };
  const key = `repu-lab product ${transposeA} ${transposeB} ${biases !== undefined}`;
  return run(key, inputs, [replicas, rows, columns], tiles, productCode(transposeA, transposeB, biases !== undefined));
}

const LANES = ['x', 'y', 'z', 'w'] as const;
const lines = (line: (lane: (typeof LANES)[number], i: number) => string): string => LANES.map(line).join('\n');

/** One invocation: a tile of the output, of vec4 rows; indices are held inside the arrays, and only what is inside is written. */
function productCode(transposeA: boolean, transposeB: boolean, biased: boolean): string {
  return `
    let rows = uniforms.outShape.y;
    let columns = uniforms.outShape.z;
    let inner = uniforms.aShape.${transposeA ? 'y' : 'z'};
    let tileRows = (rows + ${TILE - 1}) / ${TILE};
    let tileColumns = (columns + ${TILE - 1}) / ${TILE};
    let replica = index / (tileRows * tileColumns);
    if (replica >= uniforms.outShape.x) { return; }
    let tile = index - replica * tileRows * tileColumns;
    let row = (tile / tileColumns) * ${TILE};
    let column = (tile % tileColumns) * ${TILE};
    let r = min(vec4<i32>(row) + vec4<i32>(0, 1, 2, 3), vec4<i32>(rows - 1));
    let c = min(vec4<i32>(column) + vec4<i32>(0, 1, 2, 3), vec4<i32>(columns - 1));
    var atA = (replica % uniforms.aShape.x) * rows * inner + r${transposeA ? '' : ' * inner'};
    var atB = replica * columns * inner + c${transposeB ? ' * inner' : ''};
    ${lines((_, i) => `var sum${i} = vec4<f32>(0.0);`)}
    for (var k = 0; k < inner; k = k + 1) {
      let b = vec4<f32>(B[atB.x], B[atB.y], B[atB.z], B[atB.w]);
      ${lines((lane, i) => `sum${i} = fma(vec4<f32>(A[atA.${lane}]), b, sum${i});`)}
      atA = atA + ${transposeA ? 'rows' : '1'};
      atB = atB + ${transposeB ? '1' : 'columns'};
    }
    ${biased ? `let bias = vec4<f32>(${LANES.map((lane) => `C[replica * columns + c.${lane}]`).join(', ')});` : ''}
    let start = replica * rows * columns;
    ${lines(
      (rowLane, i) => `
      if (row + ${i} < rows) {
        let value = sum${i}${biased ? ' + bias' : ''};
        ${lines((lane, j) => `if (column + ${j} < columns) { result[start + r.${rowLane} * columns + c.${lane}] = value.${lane}; }`)}
      }`,
    )}`;
}
