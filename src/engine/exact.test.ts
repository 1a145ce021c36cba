/** Exact weights in float64 and on the WebAssembly engine in Node; the others run in the browser (engines.suite.ts). */
import { describe } from 'vitest';
import { describeExact } from './exact.suite.ts';
import { referenceEngine } from './reference/engine.ts';
import { wasmEngine } from './wasm/engine.ts';

describe('reference', () => describeExact(() => referenceEngine));

describe('fused-wasm, in Node', () => describeExact(() => wasmEngine()));
