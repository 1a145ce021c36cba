import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { provideFormulas } from '../../activations/formulas.ts';
import { typedFormulas } from '../../activations/typedFormulas.ts';
import { typedOf } from '../../activations/typedId.ts';
import { createActions } from '../store/actions.ts';
import { LabProvider } from '../store/LabContext.tsx';
import { createLabStore } from '../store/store.ts';
import { theoryOf } from '../theory.ts';
import { useNeighboursKnown } from './useNeighboursKnown.ts';

provideFormulas(typedFormulas);
vi.mock('../theory.ts', { spy: true });

function Letters() {
  useNeighboursKnown(0);
  return null;
}

/** Values of the letter of which theory has been asked. */
const asked = () => vi.mocked(theoryOf).mock.calls.map(([{ arms }]) => typedOf(arms[0]!.activation).values.a);

test('at rest theory of the values beside the letter’s is computed, and while a key is held nothing', async () => {
  const store = createLabStore('#arm=formula:tanh(a*z);a=1&depth=4&width=8');
  const actions = createActions(store, {} as Parameters<typeof createActions>[1]);
  store.setState({ held: true });
  await render(
    <LabProvider value={{ store, actions }}>
      <Letters />
    </LabProvider>,
  );
  await new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve)));
  expect(asked()).toEqual([]);
  store.setState({ held: false });
  await expect.poll(() => new Set(asked())).toEqual(new Set([1.1, 0.9, 1.2, 0.8, 1.3, 0.7]));
});
