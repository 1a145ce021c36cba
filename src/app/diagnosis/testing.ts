/** Trains an experiment without a page and tells of its first arm what the page would: for the tests of verdicts and remedies. */
import { Evaluator } from '../../engine/evaluator.ts';
import { wasmEngine } from '../../engine/wasm/engine.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { parseFragment } from '../../experiment/permalink.ts';
import { setup } from '../../experiment/setup.ts';
import { verdicts } from '../panels/armVerdicts.ts';
import { type Shown, withFrame } from '../store/shown.ts';
import type { Verdict } from '../verdict.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import { factsOf } from './facts.ts';

/** How often a run is measured on its way. */
const FRAMES = 40;

/** The experiment of a fragment that has nothing wrong in it. Throws Error where it has. */
export function experimentOf(fragment: string): Experiment {
  const { experiment, rejected } = parseFragment(fragment);
  if (rejected.length > 0) throw new Error(rejected.map(({ sentence }) => sentence).join(' '));
  return experiment;
}

/** What the page shows once the run has come to its end. Without FMA, so that every machine adds alike. */
export async function trained(experiment: Experiment): Promise<Shown> {
  const trainer = await wasmEngine({ simd: true, fma: false }).create(experiment, 1);
  const evaluator = new Evaluator(setup(experiment).data);
  const every = Math.max(1, Math.floor(experiment.steps / FRAMES));
  let shown: Shown | null = null;
  try {
    for (;;) {
      const over = trainer.step >= experiment.steps || trainer.exhausted;
      if (over || trainer.step === 0) await evaluator.evaluate(trainer);
      const frame = evaluator.completed(await trainer.measure());
      const arms = frame.measurement.arms.map((arm) =>
        over && arm.status !== 'diverged' ? { ...arm, status: 'finished' as const } : arm,
      );
      shown = withFrame(shown, 1, experiment, { ...frame, measurement: { ...frame.measurement, arms } });
      if (over) return shown;
      await trainer.advance(Math.min(every, experiment.steps - trainer.step));
    }
  } finally {
    trainer.dispose();
  }
}

export interface Told {
  readonly verdict: Verdict;
  readonly diagnosis: Diagnosis | null;
}

/** Verdict and diagnosis of the first arm. */
export async function told(experiment: Experiment): Promise<Told> {
  const shown = await trained(experiment);
  const [verdict] = verdicts(experiment, shown);
  const facts = factsOf(shown, 0);
  if (!verdict || !facts) throw new Error('Nothing was measured.');
  return { verdict, diagnosis: diagnose(facts, verdict.outcome) };
}
