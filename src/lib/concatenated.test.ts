import { expect, test } from 'vitest';
import { concatenated } from './concatenated.ts';

test('parts of any kind stand one after the other in an array of the kind that is asked for', () => {
  expect(concatenated(Uint8Array, [[1, 2], new Uint8Array(), Float32Array.of(3)])).toEqual(Uint8Array.of(1, 2, 3));
  expect(concatenated(Float32Array, [Float32Array.of(0.5), Float32Array.of(-1)])).toEqual(Float32Array.of(0.5, -1));
  expect(concatenated(Float32Array, [])).toEqual(new Float32Array());
});
