/** Workers that wait in place of training: what is left is what it costs to hand work out, for any number of cores. */

import { createCrew } from '../src/engine/pool/crew.ts';
import { poolEngine } from '../src/engine/pool/engine.ts';
import { type MakeEnsemble, PartHost, type PartOrder } from '../src/engine/pool/part.ts';
import { networksOf } from '../src/engine/pool/pieces.ts';
import { fakeWorker } from '../src/engine/pool/testing.ts';
import { arm, experiment } from '../src/engine/testing.ts';
import type { ArmStatistics } from '../src/engine/trainer/statistics.ts';

/** Milliseconds of a step of one network. */
const STEP = 0.25;
const STEPS_PER_FRAME = 32;
const FRAMES = 8;

const chosen = experiment([arm('relu')], { depth: 10, width: 32, replicas: 64 });

/** Lets messages in without the four milliseconds that a browser adds to timers. */
function turn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

async function until(moment: number): Promise<void> {
  while (performance.now() < moment) await turn();
}

/** Networks that are busy for as long as they would train, and always tell the same. */
const waiting: MakeEnsemble = async (own) => {
  const networks = networksOf(own);
  let busy = 0;
  const statistics = (step: number): ArmStatistics => ({
    step,
    largest: new Float64Array(networks * own.depth).fill(1),
    variance: new Float64Array(networks * own.depth).fill(1),
    gradient: new Float64Array(networks * own.depth).fill(1),
    loss: new Float64Array(networks).fill(1),
    outputs: new Float32Array(networks * 128),
  });
  return {
    interval: 64,
    chunk: 16,
    overlaps: false,
    train(_, __, count) {
      busy = Math.max(busy, performance.now()) + networks * count * STEP;
    },
    async look(arms, step, steps) {
      await until(busy);
      const losses = new Float64Array(steps * networks).fill(1);
      return arms.map(() => ({ statistics: statistics(step), losses }));
    },
    save() {},
    restore() {},
    retrace: async () => [],
    predict: async (replicas) => replicas().map(() => null),
    parameters: async (replicas) => replicas().map(() => null),
    release() {},
    dispose() {},
  };
};

async function frameTime(workers: number): Promise<number> {
  const crew = createCrew(() => {
    const host = new PartHost(waiting);
    return fakeWorker({ part: (id: number, order: PartOrder) => host.carryOut(id, order) }).worker;
  });
  try {
    const trainer = await poolEngine(crew, workers).create(chosen, 0);
    const started = performance.now();
    for (let frame = 0; frame < FRAMES; frame++) {
      await trainer.advance(STEPS_PER_FRAME);
      await trainer.measure();
    }
    trainer.dispose();
    return (performance.now() - started) / FRAMES;
  } finally {
    crew.dispose();
  }
}

/** How many times as fast as one core would be without any handing out. */
export async function simulatedSpeedUp(workers: number): Promise<number> {
  return (networksOf(chosen) * STEPS_PER_FRAME * STEP) / (await frameTime(workers));
}
