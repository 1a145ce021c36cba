/** Helpers of the kernel tests: a memory of floats, and kernels run on arrays in it. */
import type { Code } from './code.ts';
import { wasmFeatures } from './features.ts';
import { instantiate } from './module.ts';

const FLOAT = 4;
/** Floats kept free between arrays, so that a write beyond an end is seen. */
const GAP = 64;

/** Kernels are tested without fused multiply-add, and with it where the engine that runs the tests has it. */
export const FMA_CHOICES: readonly boolean[] = wasmFeatures().fma ? [false, true] : [false];

/** An array in the memory: its address, its end, and its floats. */
export interface Placed {
  readonly at: number;
  readonly end: number;
  readonly values: Float32Array;
}

let kernels = 0;

export class Bench {
  readonly #memory = new WebAssembly.Memory({ initial: 32 });
  readonly #gaps: Float32Array[] = [];
  #next = 0;

  constructor() {
    this.#gap();
  }

  place(values: ArrayLike<number>): Placed {
    const view = this.#take(values.length);
    view.set(values);
    this.#gap();
    return { at: view.byteOffset, end: view.byteOffset + view.byteLength, values: view };
  }

  /** Runs a kernel with these arguments. */
  run(code: Code, ...values: readonly number[]): number {
    const { kernel } = instantiate(`kernel ${++kernels} of a test`, () => ({ kernel: code }), this.#memory);
    return (kernel as (...values: readonly number[]) => number)(...values);
  }

  /** The whole memory. */
  get floats(): Float32Array {
    return new Float32Array(this.#memory.buffer);
  }

  /** True if nothing was written between the arrays. */
  get intact(): boolean {
    return this.#gaps.every((gap) => gap.every((value) => value === 0));
  }

  #take(length: number): Float32Array {
    const view = new Float32Array(this.#memory.buffer, this.#next, length);
    this.#next += length * FLOAT;
    return view;
  }

  #gap(): void {
    this.#gaps.push(this.#take(GAP));
  }
}

/** Numbers between -1 and 1, without structure, the same every time. */
export function scattered(length: number, salt = 1): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(12.9898 * (i + 1) + 78.233 * salt) % 1);
}
