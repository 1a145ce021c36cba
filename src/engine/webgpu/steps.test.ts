import { expect, test } from 'vitest';
import { OPTIMIZERS } from '../step/optimizers.ts';
import { stepBytes, stepStride, stepUniforms } from './steps.ts';

test('every learning rate of every step is made in float64 and rounded once', () => {
  const rates = [0.0037, 0.001, 1 / 3, 0.1, 7e-5];
  const stride = stepStride(rates.length);
  const bytes = stepUniforms('adam', rates, 10, 3, 16, 4);
  expect([stepBytes(4), stepBytes(5), stride, stepStride(61)]).toEqual([32, 48, 256, 512]);
  expect(bytes.byteLength).toBe(3 * stride);
  for (let i = 0; i < 3; i++) {
    expect([...new Uint32Array(bytes, i * stride, 2)]).toEqual([16 * i, 4 + i]);
    const told = rates.map((rate) => OPTIMIZERS.webgpu.adam.numbers(rate, 11 + i));
    expect(new Float32Array(bytes, i * stride + 8, 1)[0]).toBe(Math.fround(told[0]![1]));
    expect([...new Float32Array(bytes, i * stride + 16, 5)]).toEqual(told.map(([rate]) => Math.fround(rate)));
  }
});
