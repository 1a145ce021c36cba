/** Our engines, by the way that the lab itself takes: the chooser, then the engine's interface. */
import { type PreparedEngine, prepareEngine } from '../src/engine/choose.ts';
import type { EngineName } from '../src/engine/engine.ts';
import type { EngineChoice, Experiment } from '../src/experiment/experiment.ts';
import type { Contestant } from './contestant.ts';
import { experimentOf } from './problem.ts';
import { activate, drain } from './tfjsBackend.ts';

const prepared = new Map<EngineChoice, PreparedEngine>();

/** The engine that the lab takes for this experiment; devices are opened once. */
export async function engineFor(experiment: Experiment): Promise<PreparedEngine> {
  const known = prepared.get(experiment.engine);
  if (known?.suits(experiment)) return known;
  const engine = await prepareEngine(experiment, null);
  prepared.set(experiment.engine, engine);
  return engine;
}

const DEVICE: Readonly<Record<EngineName, Contestant['device']>> = {
  fused: 'webgpu',
  'fused-wasm': 'wasm',
  'tfjs-webgpu': 'webgpu',
  'tfjs-wasm': 'wasm',
  'tfjs-cpu': 'JavaScript',
  reference: 'JavaScript',
};

export function ours(choice: Exclude<EngineChoice, 'auto'>, replicas = 1): Contestant {
  const several = replicas > 1 ? `, ${replicas} replicas` : '';
  return {
    name: `RePU Lab \`${choice}\`${several}`,
    device: DEVICE[choice],
    replicas,
    async start(problem) {
      const experiment = experimentOf(problem, replicas, choice);
      const { engine } = await engineFor(experiment);
      if (engine.name !== choice) throw new Error(`got ${engine.name} instead`);
      const trainer = await engine.create(experiment, 1);
      const backend = choice === 'tfjs-webgpu' ? 'webgpu' : choice === 'tfjs-wasm' ? 'wasm' : null;
      return {
        async advance(steps) {
          if (backend) await activate(backend);
          await trainer.advance(steps);
          if (backend) await drain();
          // A diverged network trains no more, and its steps would cost nothing.
          if (trainer.exhausted) throw new Error('diverged');
        },
        async loss() {
          if (backend) await activate(backend);
          const [arm] = (await trainer.measure()).measurement.arms;
          if (arm?.replicasFinite !== replicas) throw new Error('diverged');
          return arm.loss ?? Number.NaN;
        },
        dispose: () => trainer.dispose(),
      };
    },
  };
}
