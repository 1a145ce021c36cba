import { describe, expect, it, vi } from 'vitest';
import type { Lab, LabListener } from '../../engine/client.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { armMeasurement, frameOf } from '../testing.ts';
import { createActions } from './actions.ts';
import { changed } from './edits.ts';
import { withFrame } from './shown.ts';
import { createLabStore } from './store.ts';
import { createTrainer } from './trainer.ts';

/** A page with a worker that answers when the test says so. */
function page(fragment = '', soon = (start: () => void) => start()) {
  const starts: { experiment: Experiment; run: number; playing: boolean }[] = [];
  const run = () => starts.at(-1)?.run ?? 0;
  let listener: LabListener = () => {};
  const commands = {
    play: vi.fn(),
    pause: vi.fn(),
    setSteps: vi.fn(),
    setDerivatives: vi.fn(),
    step: vi.fn(() => Promise.resolve('done' as const)),
  };
  const lab: Lab = {
    ...commands,
    start: (experiment, options) => {
      starts.push({ experiment, ...options });
    },
    measure: () => Promise.resolve(null),
    predict: () => Promise.resolve(null),
    survival: () => Promise.resolve(null),
    distribution: () => Promise.resolve(null),
    correlation: () => Promise.resolve(null),
    tangent: () => Promise.resolve(null),
    provide: vi.fn(),
    parse: () => Promise.resolve({ error: 'none' }),
    dispose: () => {},
  };
  const store = createLabStore(fragment);
  const live = createTrainer(store, soon);
  const begin = () =>
    live.begin((listen) => {
      listener = listen;
      return lab;
    });
  const trainer = { ...live, begin };
  const actions = createActions(store, trainer);
  const arms = () => store.getState().experiment.arms.map(({ activation }) => armMeasurement({ activation }));
  const answer = (step: number, playing = true) =>
    listener({ kind: 'frame', run: run(), frame: frameOf(step, arms()), playing, stepsPerSecond: 10 });
  const depth = (value: number) => actions.edit((experiment) => changed(experiment, { depth: value }));
  return {
    store,
    trainer,
    actions,
    starts,
    commands,
    answer,
    depth,
    say: (message: string) => listener({ kind: 'error', run: run(), message }),
  };
}

describe('the trainer', () => {
  it('starts nothing before it begins, then what the store says', () => {
    const { trainer, depth, starts } = page('depth=7&play=0');
    depth(8);
    expect(starts).toEqual([]);
    trainer.begin();
    expect(starts).toMatchObject([{ experiment: { depth: 8 }, playing: false }]);
  });

  it('does not let another engine wait for one that may never answer', () => {
    const { trainer, actions, depth, starts } = page();
    trainer.begin();
    depth(11);
    actions.edit((experiment) => changed(experiment, { engine: 'tfjs-cpu' }));
    expect(starts.map(({ experiment }) => experiment.engine)).toEqual(['auto', 'tfjs-cpu']);
    depth(12);
    expect(starts).toHaveLength(2);
  });

  it('lets restarts wait for the step 0 under way, and then starts only the newest', () => {
    const { trainer, depth, starts, answer, store } = page();
    trainer.begin();
    for (const value of [11, 12, 13]) depth(value);
    expect(starts).toHaveLength(1);
    answer(0);
    expect(starts.map(({ experiment }) => experiment.depth)).toEqual([10, 13]);
    // One number from the page to the worker and back: that of the newest is also what its measurements will bear.
    expect(starts.map(({ run }) => run)).toEqual([1, store.getState().run]);
    expect(store.getState().shown).toBeNull();
    answer(0);
    expect(starts).toHaveLength(2);
    expect(store.getState().shown?.experiment.depth).toBe(13);
  });

  it('builds networks once the page has answered, and only the newest', () => {
    const waiting: (() => void)[] = [];
    const { trainer, depth, starts, answer } = page('', (start) => waiting.push(start));
    trainer.begin();
    answer(0);
    for (const value of [11, 12]) depth(value);
    // The run before goes on meanwhile.
    answer(1);
    expect(starts).toHaveLength(1);
    for (const start of waiting) start();
    expect(starts.map(({ experiment }) => experiment.depth)).toEqual([10, 12]);
  });

  it('starts the newest at once for a step that is asked for before', () => {
    const waiting: (() => void)[] = [];
    const { trainer, depth, starts, answer } = page('', (start) => waiting.push(start));
    trainer.begin();
    answer(0);
    depth(11);
    void trainer.step(1);
    for (const start of waiting) start();
    expect(starts.map(({ experiment }) => experiment.depth)).toEqual([10, 11]);
  });

  it('goes on after an experiment that the engine refused, and shows its sentence', () => {
    const { trainer, depth, starts, say, store } = page();
    trainer.begin();
    depth(11);
    say('This does not fit into memory.');
    // The sentence belonged to a run that nobody wants any more.
    expect(store.getState().messages).toEqual([]);
    expect(starts).toHaveLength(2);
    say('This does not fit either.');
    expect(store.getState()).toMatchObject({ messages: ['This does not fit either.'], playing: false });
  });

  it('keeps the measurement of the run before until the new one stands at step 0', () => {
    const { trainer, depth, answer, store } = page();
    trainer.begin();
    answer(0);
    answer(5);
    depth(11);
    expect(store.getState().shown).toMatchObject({ run: 1, latest: { measurement: { step: 5 } } });
    answer(0);
    expect(store.getState().shown).toMatchObject({
      run: 2,
      latest: { measurement: { step: 0 } },
      history: { steps: [0] },
    });
  });

  it('changes the step limit without new networks', () => {
    const { trainer, actions, answer, starts, commands } = page();
    trainer.begin();
    answer(0);
    actions.edit((experiment) => changed(experiment, { steps: 50 }));
    expect(starts).toHaveLength(1);
    expect(commands.setSteps).toHaveBeenCalledWith(50);
  });

  it('pauses, steps and plays on', () => {
    const { trainer, actions, answer, commands, store } = page();
    trainer.begin();
    answer(0);
    actions.pause();
    // A frame that was under way does not undo it.
    answer(1, true);
    expect(store.getState().playing).toBe(false);
    actions.step(10);
    expect(commands.step).toHaveBeenCalledWith(10);
    actions.play();
    expect(commands.play).toHaveBeenCalledOnce();
    expect(store.getState().playing).toBe(true);
  });

  it('stays paused through a restart, and trains on after one that follows the end of a run', () => {
    const { trainer, actions, answer, depth, starts } = page();
    trainer.begin();
    answer(2000, false);
    depth(11);
    expect(starts.at(-1)?.playing).toBe(true);
    answer(0);
    actions.pause();
    depth(12);
    expect(starts.at(-1)?.playing).toBe(false);
  });

  it('plays from the beginning when it stands at the step limit', () => {
    const { trainer, actions, answer, starts, commands } = page();
    trainer.begin();
    answer(0);
    answer(2000, false);
    actions.play();
    expect(starts).toHaveLength(2);
    expect(commands.play).not.toHaveBeenCalled();
  });

  it('plays from the beginning when no arm is left that could train', () => {
    const { trainer, actions, answer, starts, commands, store } = page();
    trainer.begin();
    answer(0);
    const dead = armMeasurement({ status: 'diverged', replicasFinite: 0 });
    store.setState((state) => ({ shown: withFrame(null, state.run, state.experiment, frameOf(3, [dead, dead])) }));
    actions.play();
    expect(starts).toHaveLength(2);
    expect(commands.play).not.toHaveBeenCalled();
  });

  it('rewinds to the same experiment, and a new seed changes nothing else', () => {
    const { trainer, actions, answer, starts } = page('seed=5');
    trainer.begin();
    answer(0);
    actions.rewind();
    expect(starts[1]?.experiment).toEqual(starts[0]?.experiment);
    answer(0);
    actions.newSeed();
    const { seed, ...rest } = starts[2]?.experiment ?? { seed: 5 };
    expect(seed).not.toBe(5);
    expect(rest).toEqual({ ...starts[0]?.experiment, seed: undefined });
  });

  it('opens another permalink with all its notices', () => {
    const { trainer, actions, answer, store, starts } = page();
    trainer.begin();
    answer(0);
    actions.open('depth=20&widht=3');
    expect(starts.at(-1)?.experiment.depth).toBe(20);
    expect(store.getState().rejected).toMatchObject([{ key: 'widht' }]);
  });

  it('shows the same networks in another view without starting them anew, and remembers the sliders used', () => {
    const { trainer, actions, answer, depth, store, starts, commands } = page('play=0');
    trainer.begin();
    answer(0);
    depth(12);
    answer(0);
    actions.play();
    answer(7);
    actions.open('depth=12&play=0&view=talk&steps=300');
    expect(starts).toHaveLength(2);
    expect(commands.setSteps).toHaveBeenCalledWith(300);
    expect(store.getState()).toMatchObject({ display: { view: 'talk' }, playing: true, used: ['depth'] });
    expect(store.getState().shown?.latest.measurement.step).toBe(7);
    actions.open('depth=12&play=0&view=talk&strip=lr');
    expect(starts, 'the same view once more is a new start').toHaveLength(3);
    answer(0);
    actions.open('depth=12&play=0&story=1&arm=relu');
    expect(starts, 'other networks').toHaveLength(4);
  });
});

describe('the switch for one input scale', () => {
  it('links the scales while it is on, and gives back what they had', () => {
    const { actions, store } = page('arm=relu_k1.0.5&arm=tanh');
    const scales = () => store.getState().experiment.arms.map(({ k1 }) => k1);
    actions.shareScale(true);
    expect(scales()).toEqual([0.5, 0.5]);
    actions.scale(1, 0.25);
    expect(scales()).toEqual([0.25, 0.25]);
    actions.shareScale(false);
    expect(scales()).toEqual([0.5, null]);
  });

  it('is off again when one arm goes back to its own', () => {
    const { actions, store } = page('arm=relu_k1.0.5&arm=tanh');
    actions.shareScale(true);
    actions.scale(0, null);
    expect(store.getState().experiment.arms.map(({ k1 }) => k1)).toEqual([null, 0.5]);
  });
});
