/** What every engine must do, held against the float64 reference. One line in engines.browser.test.ts per engine. */
import { beforeAll, describe } from 'vitest';
import { loadFormulas } from '../activations/loadFormulas.ts';
import { describeConduct } from './conduct.suite.ts';
import type { Engine, EngineName } from './engine.ts';
import { describeExact } from './exact.suite.ts';
import { describeNumbers } from './numbers.suite.ts';
import { describePredictions } from './predictions.suite.ts';
import { everyFamily } from './testing.ts';

/** @param activations whose starts are tried one by one, of polynomials and of an equation. */
export function describeEngine(
  name: EngineName,
  start: () => Promise<Engine>,
  activations: readonly string[] = everyFamily,
): void {
  describeStarted(name, start, (engine) => {
    describeNumbers(name, engine, activations);
    describeConduct(engine);
    describePredictions(engine);
    describeExact(engine);
  });
}

/** Tests of an engine that has been started. */
export function describeStarted(
  name: EngineName,
  start: () => Promise<Engine>,
  tests: (engine: () => Engine) => void,
): void {
  describe(`engine ${name}`, () => {
    let engine: Engine;
    beforeAll(async () => {
      await loadFormulas();
      engine = await start();
    });
    tests(() => engine);
  });
}
