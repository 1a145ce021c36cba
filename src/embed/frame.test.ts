import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Controllable, serveParent } from './frame.ts';
import type { FrameMessage, PublicMap, PublicMeasurement } from './messages.ts';

const measurementAt = (step: number): PublicMeasurement => ({ run: 1, step, engine: 'fused', adapter: 'a', arms: [] });

/** A lab that counts, inside a frame whose parent remembers. */
function scene(changes: Partial<Controllable> = {}) {
  const done: string[] = [];
  let step = 0;
  let playing = false;
  let tell: () => void = () => {};
  let endMap: (end: PublicMap | string) => void = () => {};
  const lab: Controllable = {
    engine: () => ({ name: 'fused', adapter: 'a' }),
    state: () => ({ permalink: '#', playing }),
    set: async (permalink) => {
      done.push(`set ${permalink}`);
      return permalink === 'bad' ? 'bad is not good' : null;
    },
    play: () => {
      done.push('play');
      playing = true;
      tell();
    },
    pause: () => {
      done.push('pause');
    },
    reset: async () => {
      done.push('reset');
      return null;
    },
    step: async (count) => {
      step += count;
      return true;
    },
    measure: async () => measurementAt(step),
    latest: () => measurementAt(step),
    map: async (plan, report) => {
      done.push(`map ${JSON.stringify(plan)}`);
      report({ done: 3, total: 9 });
      const ended = new Promise<PublicMap | string>((resolve) => {
        endMap = resolve;
      });
      return { ended };
    },
    cancelMap: async () => endMap('the map was cancelled before it was done'),
    slide: (shown) => {
      done.push(`slide ${shown}`);
    },
    subscribe: (listener) => {
      tell = listener;
      return () => {};
    },
    ...changes,
  };
  const posted: { message: FrameMessage; target: string }[] = [];
  const parent = {
    postMessage: (message: unknown, target: string) => posted.push({ message: message as FrameMessage, target }),
  };
  let listener: (event: MessageEvent) => void = () => {};
  const { key, stop } = serveParent(lab, {
    parent,
    addEventListener: (_, heard) => {
      listener = heard;
    },
    removeEventListener: () => {
      listener = () => {};
    },
  });
  const say = (data: unknown, source: unknown = parent, origin = 'https://host.example') =>
    listener({ data, source, origin } as MessageEvent);
  const answers = (id: number) => posted.filter(({ message }) => message.id === id).map(({ message }) => message);
  return { lab, say, posted, done, answers, key, stop, change: () => tell(), endMap: (end: PublicMap) => endMap(end) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('the frame', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells of a map’s progress and answers with it, and keeps nobody waiting meanwhile', async () => {
    const { say, answers, done, endMap } = scene();
    const axis = { key: 'cw', from: 1, to: 2, cells: 3 };
    const plan = { x: axis, y: { ...axis, key: 'lr', log: false }, steps: 0 };
    say({ repuLab: 1, type: 'map', id: 1, ...plan });
    say({ repuLab: 1, type: 'play', id: 2 });
    await settled();
    expect(done).toEqual([`map ${JSON.stringify(plan)}`, 'play']);
    expect(answers(1)).toEqual([{ repuLab: 1, type: 'mapProgress', id: 1, done: 3, total: 9 }]);
    expect(answers(2)).toEqual([{ repuLab: 1, type: 'ok', id: 2 }]);
    const map: PublicMap = { arms: [{ activation: 'relu', baseline: 1, cells: [null] }] };
    endMap(map);
    await settled();
    expect(answers(1)[1]).toEqual({ repuLab: 1, type: 'map', id: 1, ...map });
  });

  it('ends a map with an error', async () => {
    const { say, answers } = scene();
    const axis = { key: 'cw', from: 1, to: 2, cells: 3, log: true };
    say({ repuLab: 1, type: 'map', id: 1, x: axis, y: axis, steps: 5 });
    say({ repuLab: 1, type: 'cancelMap', id: 2 });
    await settled();
    expect(answers(2)).toEqual([{ repuLab: 1, type: 'ok', id: 2 }]);
    expect(answers(1)[1]).toMatchObject({ type: 'error', message: 'map: the map was cancelled before it was done' });
  });

  it('says ready, and answers hello with it, to the origin that spoke', async () => {
    const { say, posted } = scene();
    expect(posted).toEqual([
      { message: { repuLab: 1, type: 'ready', version: 1, engine: 'fused', adapter: 'a' }, target: '*' },
    ]);
    say({ repuLab: 1, type: 'hello', id: 1 });
    await settled();
    expect(posted[1]).toMatchObject({ message: { type: 'ready', id: 1 }, target: 'https://host.example' });
  });

  it('listens to its parent only', async () => {
    const { say, posted, done } = scene();
    say({ repuLab: 1, type: 'play' }, {});
    say('slide:start', null);
    await settled();
    expect(done).toEqual([]);
    expect(posted).toHaveLength(1);
  });

  it('does what it is told in order, and answers each with its id', async () => {
    const { say, done, answers } = scene();
    say({ repuLab: 1, type: 'set', permalink: 'depth=4', id: 1 });
    say({ repuLab: 1, type: 'play', id: 2 });
    say({ repuLab: 1, type: 'reset', id: 3 });
    say('slide:stop');
    await settled();
    expect(done).toEqual(['set depth=4', 'play', 'reset', 'slide false']);
    for (const id of [1, 2, 3]) expect(answers(id)).toEqual([{ repuLab: 1, type: 'ok', id }]);
  });

  it('a set that cannot be used is an error with its sentence', async () => {
    const { say, answers } = scene();
    say({ repuLab: 1, type: 'set', permalink: 'bad', id: 1 });
    await settled();
    expect(answers(1)).toEqual([{ repuLab: 1, type: 'error', message: 'bad is not good', id: 1 }]);
  });

  it('a measurement asked for after steps waits for them, and has the id', async () => {
    const { say, answers } = scene();
    say({ repuLab: 1, type: 'step', count: 7, id: 1 });
    say({ repuLab: 1, type: 'measure', id: 2 });
    await settled();
    expect(answers(1)).toEqual([{ repuLab: 1, type: 'ok', id: 1 }]);
    expect(answers(2)).toEqual([{ repuLab: 1, type: 'measurement', measurement: measurementAt(7), id: 2 }]);
  });

  it('steps that something else came between are an error', async () => {
    let interrupt: (done: boolean) => void = () => {};
    const { say, answers } = scene({
      step: () => new Promise((resolve) => (interrupt = resolve)),
      pause: () => interrupt(false),
    });
    say({ repuLab: 1, type: 'step', count: 1000, id: 1 });
    say({ repuLab: 1, type: 'pause', id: 2 });
    await settled();
    expect(answers(2)).toMatchObject([{ type: 'ok' }]);
    expect(answers(1)).toMatchObject([{ type: 'error', message: expect.stringContaining('something else came') }]);
  });

  it('what goes wrong inside is an error, and the next message is handled', async () => {
    const { say, answers } = scene({
      reset: async () => {
        throw new Error('no reset today');
      },
    });
    say({ repuLab: 1, type: 'reset', id: 1 });
    say({ repuLab: 1, type: 'play', id: 2 });
    await settled();
    expect(answers(1)).toMatchObject([{ type: 'error', message: 'no reset today' }]);
    expect(answers(2)).toMatchObject([{ type: 'ok' }]);
  });

  it('a deck that fails to be heard does not keep the next message from being handled', async () => {
    const { say, answers } = scene({
      slide: () => {
        throw new Error('no slides today');
      },
    });
    say('slide:start');
    say({ repuLab: 1, type: 'play', id: 2 });
    await settled();
    expect(answers(2)).toMatchObject([{ type: 'ok' }]);
  });

  it('hands on a key by a message, and to a deck in its own language too', () => {
    const { say, key, posted } = scene();
    const press = { key: 'PageDown', code: 'PageDown', shiftKey: false, keyCode: 34 };
    key(press);
    const message = { repuLab: 1, type: 'key', key: 'PageDown', code: 'PageDown', shiftKey: false };
    expect(posted.slice(1).map(({ message }) => message)).toEqual([message]);
    say('slide:start');
    key(press);
    expect(posted.slice(2).map(({ message }) => message)).toEqual([message, '{"method":"triggerKey","args":[34]}']);
    expect(posted.at(-1)?.target).toBe('https://host.example');
  });

  it('refuses what goes beyond a thousand waiting messages, and answers every one', async () => {
    const { say, answers } = scene();
    for (let id = 0; id < 1500; id++) say({ repuLab: 1, type: 'set', permalink: 'depth=4', id });
    await settled();
    expect(answers(0)).toMatchObject([{ type: 'ok' }]);
    expect(answers(1499)).toMatchObject([{ type: 'error', message: expect.stringContaining('more than 1000') }]);
    say({ repuLab: 1, type: 'play', id: 2000 });
    await settled();
    expect(answers(2000)).toMatchObject([{ type: 'ok' }]);
  });

  it('tells of changes at once, of measurements at most ten times a second, and of the last one surely', () => {
    vi.useFakeTimers();
    let step = 0;
    const all = Array.from({ length: 101 }, (_, at) => measurementAt(at));
    const { change, posted } = scene({ latest: () => all[step] ?? null });
    while (step < 100) {
      step++;
      change();
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(200);
    const measurements = posted.flatMap(({ message }) =>
      message.type === 'measurement' ? [message.measurement.step] : [],
    );
    expect(measurements.length).toBeGreaterThanOrEqual(9);
    expect(measurements.length).toBeLessThanOrEqual(12);
    expect(measurements.at(-1)).toBe(100);
  });

  it('is silent once ended', async () => {
    const { say, posted, stop } = scene();
    stop();
    say({ repuLab: 1, type: 'hello' });
    await settled();
    expect(posted).toHaveLength(1);
  });

  it.each(['null', 'file://', ''])(
    'answers without an address where the origin is %j, before and after it speaks',
    (origin) => {
      const targets: string[] = [];
      let listener: (event: MessageEvent) => void = () => {};
      const parent = { postMessage: (_: unknown, target: string) => targets.push(target) };
      const { lab } = scene();
      serveParent(
        lab,
        {
          parent,
          addEventListener: (_, heard) => {
            listener = heard;
          },
          removeEventListener: () => {},
        },
        origin,
      );
      expect(targets).toEqual(['*']);
      listener({ data: { repuLab: 2, type: 'hello' }, source: parent as unknown, origin } as MessageEvent);
      expect(new Set(targets)).toEqual(new Set(['*']));
    },
  );

  it('handles what came before it listened, in order and from the parent only', async () => {
    const parent = { postMessage: () => {} };
    const { lab, done } = scene();
    // As Firefox gives them: it makes no second event of one whose source is a window of another origin.
    const said = (data: unknown, source: unknown = parent) => ({ data, source, origin: 'https://host.example' });
    const early = [said('slide:start'), said('slide:stop', {}), said({ repuLab: 1, type: 'reset' })];
    serveParent(
      lab,
      { parent, addEventListener: () => {}, removeEventListener: () => {} },
      null,
      early as unknown as readonly MessageEvent[],
    );
    await settled();
    expect(done).toEqual(['slide true', 'reset']);
  });

  it('goes on where the page around cannot be told', () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    let tell: () => void = () => {};
    let playing = false;
    const { lab } = scene({
      state: () => ({ permalink: '#', playing }),
      subscribe: (listener) => {
        tell = listener;
        return () => {};
      },
    });
    const parent = {
      postMessage: () => {
        throw new SyntaxError('Invalid target origin');
      },
    };
    const frame = { parent, addEventListener: () => {}, removeEventListener: () => {} };
    const { stop } = serveParent(lab, frame, 'https://host.example');
    playing = true;
    expect(tell).not.toThrow();
    expect(warned).toHaveBeenCalled();
    stop();
    warned.mockRestore();
  });
});
