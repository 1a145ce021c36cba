import { beforeEach, describe, expect, it, vi } from 'vitest';
import { idleTrainer } from '../testing.ts';

/** A page that has loaded nothing that reads formulas. */
async function page() {
  vi.resetModules();
  const { createLabStore } = await import('./store.ts');
  const { createActions } = await import('./actions.ts');
  const store = createLabStore('');
  const actions = createActions(store, idleTrainer());
  return { store, actions, arms: () => store.getState().experiment.arms.map(({ activation }) => activation) };
}

beforeEach(() => vi.resetModules());

describe('a formula that comes when none has been read', () => {
  it('by message is read, and answered when it is there', async () => {
    const { actions, arms } = await page();
    expect(await actions.apply('arm=formula:tanh(a*z);a=2&arm=relu')).toBeNull();
    expect(arms()).toEqual(['formula.a-z-mul-tanh_a.2', 'relu']);
  });

  it('by message and wrong changes nothing, and the answer says where', async () => {
    const { actions, arms } = await page();
    expect(await actions.apply('arm=formula:tanh(a*z&depth=3')).toContain('at character 9 of the formula');
    expect(arms()).toEqual(['repu.2', 'mrepu.2']);
  });

  it('by address is opened once its code is there', async () => {
    const { actions, store, arms } = await page();
    actions.open('arm=formula.z-0-z-max-mul&depth=4');
    expect(arms()).toEqual(['repu.2', 'mrepu.2']);
    await vi.waitFor(() => expect(arms()).toEqual(['formula.z-0-z-max-mul']));
    expect(store.getState()).toMatchObject({ run: 2, rejected: [] });
  });

  it('by address is not opened when another was opened meanwhile', async () => {
    const { actions, arms } = await page();
    actions.open('arm=formula.z-0-z-max-mul');
    actions.open('arm=relu');
    await import('../../activations/typedFormulas.ts');
    await new Promise((done) => setTimeout(done, 20));
    expect(arms()).toEqual(['relu']);
  });
});
