import { expect, it } from 'vitest';
import { collectGarbage } from './pool/testing.garbage.ts';
import { fakeWorker } from './pool/testing.ts';
import { openTheoryWorker } from './theoryWorker.ts';

const SPECTRUM = { conditioning: [1], start: [1] };

/** Answers about a tangent kernel, and never about correlations. */
function opened() {
  const fake = fakeWorker({
    tangentTheory: () => Promise.resolve(SPECTRUM),
    correlationTheory: () => new Promise(() => {}),
  });
  const theory = openTheoryWorker(() => fake.worker);
  return {
    fake,
    theory,
    answered: () => theory.ask((remote) => remote.tangentTheory({} as never)),
    silent: () => theory.ask((remote) => remote.correlationTheory({} as never)),
  };
}

it('answers, and has no answer once it is closed or has died', async () => {
  const { fake, theory, answered, silent } = opened();
  expect(await answered()).toEqual(SPECTRUM);
  const waits = silent();
  theory.close();
  expect([await waits, await answered(), fake.terminated]).toEqual([null, null, true]);
  const other = opened();
  const dies = other.silent();
  other.fake.die('out of memory');
  expect([await dies, await other.answered(), other.fake.terminated]).toEqual([null, null, true]);
});

// Two were kept for good by every move of a slider.
it('is let go of when it is closed, whatever it was at', async () => {
  const used = async () => {
    const { fake, theory, answered, silent } = opened();
    await answered();
    void silent();
    theory.close();
    return new WeakRef(fake.worker);
  };
  const closed: WeakRef<Worker>[] = [];
  for (let i = 0; i < 20; i++) closed.push(await used());
  // Of the latest the stack may still know.
  await used();
  await collectGarbage();
  expect(closed.filter((worker) => worker.deref() !== undefined)).toHaveLength(0);
});
