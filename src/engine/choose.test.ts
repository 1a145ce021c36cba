import { describe, expect, test } from 'vitest';
import { faster } from './choose.ts';
import type { Engine } from './engine.ts';
import { arm, experiment } from './testing.ts';

const never = new Promise<string>(() => {});
const started = (name: Engine['name']) => ({
  engine: { name, adapter: name, create: () => Promise.reject(new Error('not built here')) } satisfies Engine,
  lost: never,
});
const candidates = [started('fused'), started('fused-wasm')] as const;
const chosen = experiment([arm('relu')], { engine: 'auto' });

describe('between a graphics card and WebAssembly', () => {
  test('the shorter step wins, and the sentence says both', () => {
    expect(faster(candidates, [0.0512, 0.4], chosen).report).toEqual({
      name: 'fused',
      adapter: 'fused',
      reason: 'Measured: WebGPU takes 0.051 ms a step of these networks, WebAssembly 0.4 ms.',
    });
    expect(faster(candidates, [0.2, 0.07], chosen).report).toEqual({
      name: 'fused-wasm',
      adapter: 'fused-wasm',
      reason: 'Measured: WebAssembly takes 0.07 ms a step of these networks, WebGPU 0.2 ms.',
    });
  });

  test('one that cannot hold the networks loses', () => {
    expect(faster(candidates, [3, Number.POSITIVE_INFINITY], chosen).report.reason).toMatch(/WebAssembly cannot hold/);
  });

  test('the choice holds for other weights and rates, not for other shapes or a forced engine', () => {
    const { suits } = faster(candidates, [1, 2], chosen);
    expect(suits({ ...chosen, seed: 7, learningRate: 0.1, arms: [arm('relu', { k1: 0.3 })] })).toBe(true);
    expect(suits({ ...chosen, width: 99 })).toBe(false);
    expect(suits({ ...chosen, arms: [arm('tanh')] })).toBe(false);
    expect(suits({ ...chosen, engine: 'tfjs-cpu' })).toBe(false);
  });
});
