import type { Experiment } from '../../experiment/experiment.ts';
import type { Engine, EngineName, Trainer } from '../engine.ts';
import { type Features, wasmFeatures } from './features.ts';
import { WasmTrainer } from './trainer.ts';

const NAME: EngineName = 'fused-wasm';

/**
 * The fast engine where there is no GPU: the training step as hand-written WebAssembly vector kernels on one thread.
 * Any experiment, any activation.
 * Throws Error where the browser lacks WebAssembly vectors.
 */
export function wasmEngine({ simd, fma }: Features = wasmFeatures()): Engine {
  if (!simd) throw new Error('This browser lacks the vector instructions of WebAssembly (SIMD)');
  const adapter = `SIMD${fma ? ', FMA' : ''}, 1 thread`;
  return {
    name: NAME,
    adapter,
    async create(experiment: Experiment, run: number): Promise<Trainer> {
      return new WasmTrainer(experiment, { run, engine: NAME, adapter }, fma);
    },
  };
}
