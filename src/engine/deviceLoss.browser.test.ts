import { afterEach, expect, test, vi } from 'vitest';
import { prepareEngine } from './choose.ts';
import type { LabEvent } from './protocol.ts';
import { Runner } from './runner.ts';
import { arm, experiment } from './testing.ts';

/** The devices that were opened, newest last. */
const devices: GPUDevice[] = [];
const requestDevice = GPUAdapter.prototype.requestDevice;
vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockImplementation(async function (this: GPUAdapter, descriptor) {
  const device = await requestDevice.call(this, descriptor);
  devices.push(device);
  return device;
});

afterEach(() => {
  devices.length = 0;
});

test.each(['fused', 'tfjs-webgpu'] as const)(
  'a lost device under %s: training goes on from the seed on a fresh one, after a second loss on WebAssembly',
  async (engine) => {
    const events: LabEvent[] = [];
    const reports = () => events.flatMap((event) => (event.kind === 'engine' ? [event.report] : []));
    const later = (): boolean => {
      const last = events.at(-1);
      return last?.kind === 'frame' && last.frame.measurement.step > 1;
    };
    const until = async (condition: () => boolean): Promise<void> => {
      while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    const runner = new Runner(prepareEngine);
    const chosen = experiment([arm('relu')], { depth: 3, width: 8, engine });
    await runner.start({ run: 1, experiment: chosen, playing: true }, (event) => {
      events.push(event);
    });
    for (const loss of [1, 2]) {
      await until(later);
      devices.at(-1)?.destroy();
      await until(() => reports().length === loss + 1);
      await until(later);
    }
    expect(reports().map(({ name }) => name)).toEqual([engine, engine, 'fused-wasm']);
    expect(reports()[1]?.reason).toMatch(/device had been lost, so the run started again from its seed/);
    expect(events.filter(({ kind }) => kind === 'error')).toEqual([]);
    // Step 0 comes twice, at once and with the evaluation.
    const starts = events.filter(
      (event) => event.kind === 'frame' && event.frame.measurement.step === 0 && event.frame.evaluated === null,
    );
    expect(starts).toHaveLength(3);
    runner.dispose();
  },
);
