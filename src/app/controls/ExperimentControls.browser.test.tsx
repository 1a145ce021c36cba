import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { provideDataset } from '../../tasks/datasets.ts';
import { rowsFor } from '../../tasks/testing.ts';
import { createActions } from '../store/actions.ts';
import { LabProvider } from '../store/LabContext.tsx';
import { createLabStore } from '../store/store.ts';
import { idleTrainer } from '../testing.ts';
import { ExperimentControls } from './ExperimentControls.tsx';

async function controls(fragment: string) {
  const store = createLabStore(fragment);
  const actions = createActions(store, idleTrainer());
  const screen = await render(
    <LabProvider value={{ store, actions }}>
      <ExperimentControls />
    </LabProvider>,
  );
  return { screen, task: () => store.getState().experiment.task };
}

test('a task brings its own controls: named values to choose from, numbers on sliders', async () => {
  const { screen, task } = await controls('');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Basis' }), 'Chebyshev polynomial');
  expect(task().settings).toEqual({ degree: 3, basis: 'chebyshev', noise: 0, sobolev: 0 });
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Task' }), 'the heat equation');
  expect(task()).toEqual({ name: 'heat', settings: { points: 256, weight: 10 } });
  await expect.element(screen.getByRole('combobox', { name: 'Basis' })).not.toBeInTheDocument();
  await expect.element(screen.getByRole('slider', { name: 'Boundary weight' })).toBeInTheDocument();
});

test('a wide range is a slider in decades that reaches both ends by the keyboard', async () => {
  const { screen, task } = await controls('task=spirals');
  const points = screen.getByRole('slider', { name: 'Points' });
  await expect.element(points).toHaveAttribute('aria-valuetext', '256');
  points.element().focus();
  await userEvent.keyboard('{End}');
  expect(task().settings.points).toBe(4000);
  await userEvent.keyboard('{Home}{ArrowRight}');
  expect(task().settings.points).toBe(22);
});

test('your own data can be chosen once there are some, and until then the choice says what to do', async () => {
  const { screen } = await controls('');
  const own = screen.getByRole('option', { name: /^your own data/ });
  await expect.element(own).toBeDisabled();
  await expect.element(own).toHaveTextContent('your own data (drop a file first)');
  provideDataset('own', rowsFor({ rows: 20, features: 2, classes: null }));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Task' }), 'a sine');
  await expect.element(own).toBeEnabled();
  await expect.element(own).toHaveTextContent(/^your own data$/);
});
