import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DatasetName } from '../../tasks/task.ts';
import { rowsFor } from '../../tasks/testing.ts';
import type { Progress } from '../datasets/progress.ts';
import { idleTrainer } from '../testing.ts';

type Load = (name: DatasetName, progress: Progress) => Promise<void>;
const ensureDataset = vi.fn<Load>();
vi.mock('../datasets/load.ts', () => ({ ensureDataset }));

const rows = rowsFor({ rows: 60, features: 4, classes: 10 });

/** A page that has loaded nothing, and the digits on their way until the test says how that ends. */
async function page(fragment = '') {
  vi.resetModules();
  const { createLabStore } = await import('./store.ts');
  const { createActions } = await import('./actions.ts');
  const { withTask, changed } = await import('./edits.ts');
  const { provideDataset } = await import('../../tasks/datasets.ts');
  const trainer = idleTrainer();
  const ways: { progress: Progress; come(): Promise<void>; fail(sentence: string): Promise<void> }[] = [];
  ensureDataset.mockImplementation((name, progress) => {
    if (name === 'own') return Promise.reject(new Error('Drop them first.'));
    const { promise, resolve, reject } = withResolvers();
    const settled = () => new Promise<void>((done) => setTimeout(done));
    ways.push({
      progress,
      come() {
        provideDataset('digits', rows);
        resolve();
        return settled();
      },
      fail(sentence) {
        reject(new Error(sentence));
        return settled();
      },
    });
    return promise;
  });
  const store = createLabStore(fragment);
  const actions = createActions(store, trainer);
  return {
    store,
    actions,
    trainer,
    choose: (name: string) => actions.edit((experiment) => withTask(experiment, name)),
    depth: (depth: number) => actions.edit((experiment) => changed(experiment, { depth })),
    task: () => store.getState().experiment.task.name,
    /** The latest load. */
    way: () => {
      const latest = ways.at(-1);
      if (!latest) throw new Error('Nothing is on its way.');
      return latest;
    },
    ways,
  };
}

function withResolvers() {
  let resolve: () => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

beforeEach(() => {
  ensureDataset.mockReset();
});

describe('a task whose data are not here', () => {
  it('is shown as loading while the present run goes on, and chosen when they have come', async () => {
    const { store, choose, task, trainer, way } = await page();
    choose('digits');
    expect(store.getState().loading).toEqual({ dataset: 'digits', fraction: null });
    way().progress(0.5);
    expect(store.getState()).toMatchObject({ loading: { fraction: 0.5 }, run: 1 });
    expect(task()).toBe('polynomial');
    expect(trainer.restart).not.toHaveBeenCalled();
    await way().come();
    expect(store.getState()).toMatchObject({
      loading: null,
      run: 2,
      messages: [],
      toasts: [expect.stringContaining('64 examples')],
    });
    expect(task()).toBe('digits');
    expect(trainer.provide).toHaveBeenCalledWith('digits');
    expect(trainer.provide.mock.invocationCallOrder[0]).toBeLessThan(
      trainer.restart.mock.invocationCallOrder[0] as number,
    );
  });

  it('keeps what was changed while they were on their way', async () => {
    const { store, choose, depth, task, way } = await page();
    choose('digits');
    depth(7);
    expect(store.getState()).toMatchObject({ loading: { dataset: 'digits' }, experiment: { depth: 7 } });
    await way().come();
    expect(task()).toBe('digits');
    expect(store.getState().experiment.depth).toBe(7);
  });

  it('is told in a sentence where they cannot be had, with nothing lost, and may be tried again', async () => {
    const { store, choose, task, trainer, way } = await page('depth=7');
    choose('digits');
    await way().fail('The server answered 404.');
    expect(store.getState()).toMatchObject({
      loading: null,
      run: 1,
      messages: ['The server answered 404.'],
      experiment: { depth: 7 },
    });
    expect(trainer.restart).not.toHaveBeenCalled();
    choose('digits');
    await way().come();
    expect(task()).toBe('digits');
  });

  it('gives way to a task that is chosen meanwhile, though its data stay known', async () => {
    const { store, choose, task, trainer, way } = await page();
    choose('digits');
    choose('sine');
    expect(store.getState().loading).toBeNull();
    way().progress(0.9);
    await way().come();
    expect(store.getState().loading).toBeNull();
    expect(task()).toBe('sine');
    expect(trainer.provide).toHaveBeenCalledWith('digits');
    choose('digits');
    expect(task()).toBe('digits');
  });

  it('gives way to the visitor’s own data', async () => {
    const { actions, choose, task, way } = await page();
    choose('digits');
    actions.useOwn(rows);
    await way().come();
    expect(task()).toBe('own');
  });

  it('gives way to another link, even to one of the present task, and a late failure is not told', async () => {
    const { store, actions, choose, way } = await page();
    choose('digits');
    actions.open('depth=20');
    expect(store.getState()).toMatchObject({ loading: null, experiment: { depth: 20 } });
    await way().fail('Too late.');
    expect(store.getState()).toMatchObject({ messages: [], experiment: { depth: 20 } });
  });

  it('is not chosen where only the visitor can bring the data', async () => {
    const { store, choose, task } = await page();
    choose('own');
    await new Promise((done) => setTimeout(done));
    expect(task()).toBe('polynomial');
    expect(store.getState()).toMatchObject({ loading: null, messages: ['Drop them first.'] });
  });
});

describe('a link to a task whose data are not here', () => {
  it('is opened whole when they have come', async () => {
    const { store, actions, task, way } = await page();
    actions.open('task=digits&depth=6&play=0');
    expect(store.getState().experiment).toMatchObject({ task: { name: 'polynomial' }, depth: 10 });
    await way().come();
    expect(task()).toBe('digits');
    expect(store.getState()).toMatchObject({ experiment: { depth: 6 }, playing: false, rejected: [] });
  });

  it.each(['first opened', 'opened later'])(
    'to the visitor’s own data, %s, shows another task and says what is missing',
    async (when) => {
      const link = 'task=own&depth=7';
      const { store, actions } = await page(when === 'first opened' ? link : '');
      if (when === 'opened later') actions.open(link);
      const { experiment, rejected } = store.getState();
      expect(experiment).toMatchObject({ task: { name: 'polynomial' }, depth: 7 });
      expect(rejected).toMatchObject([{ key: 'task', value: 'own', used: 'polynomial' }]);
      expect(rejected[0]?.sentence).toMatch(/a link cannot hold your data: drop the file/);
    },
  );

  it('to the visitor’s own data shows them where they are here', async () => {
    const { actions, task, store } = await page();
    actions.useOwn(rows);
    actions.open('depth=4');
    expect(task()).toBe('polynomial');
    actions.open('task=own');
    expect(task()).toBe('own');
    expect(store.getState().rejected).toEqual([]);
  });
});

describe('a message that asks for such a task', () => {
  it('is applied on top of what the page shows by then', async () => {
    const { store, actions, depth, way } = await page();
    const applied = actions.apply('task=digits&width=20');
    expect(store.getState().loading).toEqual({ dataset: 'digits', fraction: null });
    depth(7);
    await way().come();
    expect(await applied).toBeNull();
    expect(store.getState().experiment).toMatchObject({ task: { name: 'digits' }, depth: 7, width: 20 });
  });

  it('is answered with the sentence where they cannot be had, or something else was chosen', async () => {
    const { actions, choose, task, way } = await page();
    const failing = actions.apply('task=digits');
    await way().fail('The server answered 404.');
    expect(await failing).toBe('The server answered 404.');
    const overtaken = actions.apply('task=digits');
    choose('sine');
    await way().come();
    expect(await overtaken).toMatch(/^Something else was chosen/);
    expect(task()).toBe('sine');
    expect(await actions.apply('task=own')).toBe('Drop them first.');
  });
});
