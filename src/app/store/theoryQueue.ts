/** Theory of a page's arms that takes up to seconds: computed in a worker beside, an arm at a time, while somebody looks. */
import type { Remote } from 'comlink';
import type { LabWorker } from '../../engine/protocol.ts';
import type { TheoryWorker } from '../../engine/theoryWorker.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { remember } from '../../lib/remember.ts';
import { inTurn } from '../layout/inTurn.ts';
import { identity } from '../theory.ts';
import type { LabStore } from './store.ts';

export interface TheoryQuestions<Answer> {
  /** What else than the initialisation of an arm an answer depends on. */
  variant(): string;
  question(experiment: Experiment, index: number): (remote: Remote<LabWorker>) => Promise<Answer>;
  /** Shows what is known, one per arm; null until it is computed. */
  show(experiment: Experiment, answers: readonly (Answer | null)[]): void;
}

export interface TheoryQueue {
  /** Something else is wanted. */
  follow(): void;
  /** Computes until the function that it returns is called. */
  watch(): () => void;
}

/** Answers of the last arms seen. */
const REMEMBERED = 48;

/**
 * @param known answers by everything that they depend on, for as long as the caller keeps it.
 * @param soon calls what looks at another experiment, once the page has answered it.
 */
export function createTheoryQueue<Answer>(
  store: LabStore,
  openWorker: () => TheoryWorker,
  known: Map<string, Answer>,
  { variant, question, show }: TheoryQuestions<Answer>,
  soon: (look: () => void) => void = inTurn,
): TheoryQueue {
  let watching = 0;
  let worker: TheoryWorker | null = null;
  /** What it is at. */
  let underWay: string | null = null;

  function stop(): void {
    worker?.close();
    [worker, underWay] = [null, null];
  }

  async function follow(): Promise<void> {
    const { experiment, held, seen } = store.getState();
    if (watching === 0 || !seen) return stop();
    const keys = experiment.arms.map((_, index) => `${variant()} ${identity(experiment, index)}`);
    const answers = keys.map((key) => known.get(key) ?? null);
    show(experiment, answers);
    const missing = answers.indexOf(null);
    const key = keys[missing] ?? null;
    if (key === underWay) return;
    stop();
    // A slider that is held will want something else in a moment.
    if (key === null || held) return;
    const here = openWorker();
    [worker, underWay] = [here, key];
    const answer = await here.ask(question(experiment, missing));
    if (worker !== here) return;
    stop();
    // A worker that died is not asked the same again before something changes.
    if (answer === null) return;
    remember(known, key, answer, REMEMBERED);
    await follow();
  }

  const look = () => void follow();
  store.subscribe((now, before) => {
    if (watching === 0) return;
    if (now.experiment !== before.experiment) soon(look);
    else if (now.held !== before.held || now.seen !== before.seen) look();
  });

  return {
    follow: look,
    watch() {
      watching++;
      void follow();
      return () => {
        watching--;
        if (watching === 0) stop();
      };
    },
  };
}
