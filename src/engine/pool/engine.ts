import type { Experiment } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import type { Progress } from '../drawing.ts';
import type { Engine, Trainer } from '../engine.ts';
import { startTrainer } from '../trainer/trainer.ts';
import { type Features, vectorInstructions, wasmFeatures } from '../wasm/features.ts';
import type { Crew } from './crew.ts';
import { PoolEnsemble } from './ensemble.ts';

/**
 * WebAssembly on several cores: each worker of the crew trains some of the networks, and this one judges. The same numbers,
 * to the last bit, as one worker's.
 */
export function poolEngine(crew: Crew, workers: number, features: Features = wasmFeatures()): Engine {
  const name = 'fused-wasm';
  const adapter = `${vectorInstructions(features)}, ${workers} workers`;
  return {
    name,
    adapter,
    async create(experiment: Experiment, run: number, progress?: Progress): Promise<Trainer> {
      const prepared = setup(experiment);
      const ensemble = await PoolEnsemble.open(crew, experiment, workers, progress);
      return startTrainer(ensemble, prepared, experiment, { run, engine: name, adapter });
    },
  };
}
