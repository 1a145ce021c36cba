import { describe, expect, test } from 'vitest';
import { faster, kept } from './choose.ts';
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
      reason: 'Measured: WebGPU takes 0.051 ms a step of networks of about this size, WebAssembly 0.4 ms.',
    });
    expect(faster(candidates, [0.2, 0.07], chosen).report).toEqual({
      name: 'fused-wasm',
      adapter: 'fused-wasm',
      reason: 'Measured: WebAssembly takes 0.07 ms a step of networks of about this size, WebGPU 0.2 ms.',
    });
  });

  test('one that cannot hold the networks loses', () => {
    expect(faster(candidates, [3, Number.POSITIVE_INFINITY], chosen).report.reason).toMatch(/WebAssembly cannot hold/);
  });

  test('the choice holds for other weights and rates and about the same size, not for other shapes or a forced engine', () => {
    const { suits } = faster(candidates, [1, 2], chosen);
    expect(suits({ ...chosen, seed: 7, learningRate: 0.1, arms: [arm('relu', { k1: 0.3 })] })).toBe(true);
    expect(suits({ ...chosen, width: 15 })).toBe(true);
    expect(suits({ ...chosen, width: 2 * chosen.width })).toBe(false);
    expect(suits({ ...chosen, batch: 8 })).toBe(false);
    expect(suits({ ...chosen, arms: [arm('tanh')] })).toBe(false);
    expect(suits({ ...chosen, engine: 'tfjs-cpu' })).toBe(false);
  });
});

describe('what is kept', () => {
  const counted = (outcome: (count: number) => Promise<{ lost: Promise<string> }>) => {
    let count = 0;
    return kept((_: string) => outcome(++count));
  };
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  test('is started once, however often it is wanted', async () => {
    const get = counted(async () => ({ lost: never }));
    const [first, second] = await Promise.all([get('a'), get('b')]);
    expect(first).toBe(second);
    expect(await get('c')).toBe(first);
  });

  test('is started anew once it is lost', async () => {
    const get = counted(async (count) => ({ lost: count === 1 ? Promise.resolve('gone') : never }));
    const first = await get('a');
    await settled();
    const second = await get('b');
    expect(second).not.toBe(first);
    await settled();
    expect(await get('c')).toBe(second);
  });

  test('is tried again where it could not be started', async () => {
    const get = counted(async (count) => {
      if (count === 1) throw new Error('no memory');
      return { lost: never };
    });
    await expect(get('a')).rejects.toThrow('no memory');
    await settled();
    expect(await get('b')).toEqual({ lost: never });
  });
});
