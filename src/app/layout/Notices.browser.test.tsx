import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { PRESETS } from '../../experiment/presets.ts';
import { createActions } from '../store/actions.ts';
import { LabProvider } from '../store/LabContext.tsx';
import { createLabStore } from '../store/store.ts';
import { idleTrainer } from '../testing.ts';
import { Notices } from './Notices.tsx';

async function notices(fragment: string) {
  const store = createLabStore(fragment);
  const actions = createActions(store, idleTrainer());
  const screen = await render(
    <LabProvider value={{ store, actions }}>
      <Notices />
    </LabProvider>,
  );
  return { store, screen, status: screen.getByRole('status', { name: 'Notices' }) };
}

test('every part of a link that cannot be used is named, with what is allowed and what was used', async () => {
  const { screen, status } = await notices('depth=1000&colour=red');
  await expect.element(status).toHaveTextContent('2 parts of the link could not be used');
  const [depth, colour] = screen.getByRole('listitem').all();
  await expect
    .element(depth ?? status)
    .toHaveTextContent('depth=1000: depth is a whole number from 2 to 64. Used instead: 10.');
  await expect.element(colour ?? status).toHaveTextContent(/^colour=red: the keys are arm, task, .* It was ignored\.$/);
});

test('markup in a link is shown, not obeyed', async () => {
  const { status } = await notices('depth=<img src=x onerror=alert(1)>');
  await expect.element(status).toHaveTextContent('depth=<img src=x onerror=alert(1)>');
});

test('nothing is said of a good link', async () => {
  const { status } = await notices('depth=20');
  await expect.element(status).toBeEmptyDOMElement();
});

test('dismissing takes the notices away and leaves the experiment', async () => {
  const { store, screen, status } = await notices('depth=20&width=1');
  await screen.getByRole('button', { name: 'Dismiss' }).click();
  await expect.element(status).toBeEmptyDOMElement();
  expect(store.getState().experiment.depth).toBe(20);
});

test('an example of the visitor’s own data says which file it waits for, another such link does not', async () => {
  const example = PRESETS.find(({ bring }) => bring);
  const { status } = await notices(example?.fragment ?? '');
  await expect.element(status).toHaveTextContent('a link cannot hold your data');
  await expect.element(status).toHaveTextContent(example?.bring ?? 'none');
  const other = await notices('task=own&depth=7');
  await expect.element(other.status.last()).not.toHaveTextContent('CIFAR');
});
