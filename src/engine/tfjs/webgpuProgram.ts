/** A kernel of our own on the WebGPU backend. */
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { Tensor, Tensor3D, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** Invocations per workgroup; each has its own output, so that nothing depends on it but speed. */
const WORKGROUP = 64;

/** Runs a kernel over so many invocations, numbered by `index`. */
export function run(
  key: string,
  inputs: Readonly<Record<string, Tensor>>,
  outputShape: number[],
  invocations: number,
  code: string,
  functions = '',
): Tensor3D {
  const program: WebGPUProgram = {
    shaderKey: key,
    variableNames: Object.keys(inputs),
    outputShape,
    dispatchLayout: { x: outputShape.map((_, axis) => axis) },
    dispatch: [Math.ceil(invocations / WORKGROUP), 1, 1],
    workgroupSize: [WORKGROUP, 1, 1],
    size: true,
    getUserCode: () => `${functions}
fn main(index : i32) {${code}}`,
  };
  const backend = tf.backend() as WebGPUBackend;
  const output: TensorInfo = backend.runWebGPUProgram(program, Object.values(inputs), 'float32');
  return tf.engine().makeTensorFromTensorInfo(output) as Tensor3D;
}
