import type { Experiment } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import type { Progress } from '../drawing.ts';
import type { Engine, EngineName, Trainer } from '../engine.ts';
import type { MakeEnsemble } from '../pool/part.ts';
import { startTrainer } from '../trainer/trainer.ts';
import { WasmEnsemble } from './ensemble.ts';
import { type Features, vectorInstructions, wasmFeatures } from './features.ts';

const NAME: EngineName = 'fused-wasm';

/**
 * The fast engine where there is no GPU: the training step as hand-written WebAssembly vector kernels on one thread.
 * Any experiment, any activation.
 * Throws Error where the browser lacks WebAssembly vectors.
 */
export function wasmEngine(features: Features = wasmFeatures()): Engine {
  const { simd, fma } = features;
  if (!simd) throw new Error('This browser lacks the vector instructions of WebAssembly (SIMD)');
  const adapter = `${vectorInstructions(features)}, 1 thread`;
  return {
    name: NAME,
    adapter,
    async create(experiment: Experiment, run: number, progress?: Progress): Promise<Trainer> {
      const prepared = setup(experiment);
      const ensemble = await WasmEnsemble.drawn(prepared, experiment, fma, progress);
      return startTrainer(ensemble, prepared, experiment, { run, engine: NAME, adapter });
    },
  };
}

/** Some of an experiment's networks for another worker, which judges them; see pool/part.ts. */
export const makeWasmEnsemble: MakeEnsemble = (experiment, firstReplica, progress) =>
  WasmEnsemble.drawn(setup(experiment), experiment, wasmFeatures().fma, progress, firstReplica);
