/** Every engine by its key of the permalink, with what the page calls it. */
export const ENGINES = [
  ['fused', 'WebGPU, our own kernels'],
  ['fused-wasm', 'WebAssembly, our own kernels'],
  ['tfjs-webgpu', 'WebGPU by TensorFlow.js'],
  ['tfjs-wasm', 'WebAssembly by TensorFlow.js'],
  ['tfjs-cpu', 'plain JavaScript'],
] as const;
