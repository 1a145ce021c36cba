import * as tf from '@tensorflow/tfjs-core';
import type { Experiment } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { streamsOf } from '../../tasks/task.ts';
import { drawnNetworks, type Progress } from '../drawing.ts';
import { type Engine, EngineError, type EngineName, type Trainer } from '../engine.ts';
import { normOf } from '../layers.ts';
import { startTrainer } from '../trainer/trainer.ts';
import { TfjsEnsemble } from './ensemble.ts';
import { checkMemory, type MemoryLimits } from './memory.ts';

/** A TensorFlow.js backend that has been started. */
export interface Backend {
  /** TensorFlow.js's own name. */
  readonly id: 'webgpu' | 'wasm' | 'cpu';
  readonly adapter: string;
  readonly limits: MemoryLimits;
  /** Resolves with what happened when the device is gone; never where it cannot go. */
  readonly lost: Promise<string>;
}

/**
 * The general engine: any experiment, by TensorFlow.js operations. Operations go to the backend that is active, so
 * only one engine of this kind may train at a time.
 */
export function tfjsEngine(backend: Backend): Engine {
  const name: EngineName = `tfjs-${backend.id}`;
  return {
    name,
    adapter: backend.adapter,
    async create(experiment: Experiment, run: number, progress?: Progress): Promise<Trainer> {
      const prepared = setup(experiment);
      // Before anything is on the device.
      for (const arm of prepared.arms) normOf(arm, streamsOf(prepared.data));
      checkMemory(experiment, prepared.data, backend.limits);
      const networks: (readonly Float32Array[])[] = [];
      for await (const ofReplica of drawnNetworks(prepared, experiment, progress)) networks.push(ofReplica);
      await tf.setBackend(backend.id);
      try {
        const ensemble = new TfjsEnsemble(prepared, experiment, networks);
        return await startTrainer(ensemble, prepared, experiment, { run, engine: name, adapter: backend.adapter });
      } catch (error) {
        if (error instanceof RangeError || /memory|alloc/i.test(String(error))) {
          throw new EngineError(
            `This device could not provide the memory for ${experiment.replicas} × ${experiment.arms.length} networks of depth ${experiment.depth} and width ${experiment.width}: choose fewer replicas or a smaller width.`,
          );
        }
        throw error;
      }
    },
  };
}
