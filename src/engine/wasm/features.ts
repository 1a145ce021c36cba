/** What the browser's WebAssembly can do, by asking it to validate a function that does it. */
import { Code } from './code.ts';
import { assemble } from './module.ts';

export interface Features {
  /** 128-bit vectors: every browser since 2023. */
  readonly simd: boolean;
  /** `f32x4.relaxed_madd`, a fused multiply-add wherever the processor has one: Chrome 114, Firefox 145. */
  readonly fma: boolean;
}

/** What is used of them, in words. */
export const vectorInstructions = ({ fma }: Features): string => `SIMD${fma ? ', FMA' : ''}`;

export function wasmFeatures(): Features {
  const [simd, x] = Code.define(['v128'], 'v128');
  const [fma, a] = Code.define(['v128'], 'v128');
  return {
    simd: validates(simd.get(x).op('f32x4.abs')),
    fma: validates(fma.get(a, a, a).op('f32x4.relaxed_madd')),
  };
}

function validates(code: Code): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(assemble({ code }));
}
