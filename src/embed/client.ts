/** Speaks to an embedded lab: `import { connect } from 'repu-lab/embed'`. No dependencies. */
import type { Command, FrameMessage, PublicAxis, PublicMap, PublicMeasurement } from './messages.ts';

export type { PublicArm, PublicAxis, PublicCell, PublicMap, PublicMeasurement } from './messages.ts';

export interface LabEvents {
  readonly ready: Extract<FrameMessage, { type: 'ready' }>;
  readonly state: Extract<FrameMessage, { type: 'state' }>;
  readonly measurement: PublicMeasurement;
  /** Networks of the map under way that are done. */
  readonly mapProgress: Extract<FrameMessage, { type: 'mapProgress' }>;
  /** A key for which the lab has no use. */
  readonly key: Extract<FrameMessage, { type: 'key' }>;
}

/** An embedded lab. What the frame refuses rejects with an Error that has its sentence. */
export interface EmbeddedLab {
  /** Resolves once the frame accepts messages. */
  readonly ready: Promise<void>;
  /** Applies the fragment's keys (`depth=20&arm=relu`) on top of the present state; resolves when the networks stand at step 0. */
  set(permalink: string): Promise<void>;
  play(): Promise<void>;
  pause(): Promise<void>;
  /** The same weights from step 0. */
  reset(): Promise<void>;
  /** Advances exactly `count` steps, then pauses. */
  step(count: number): Promise<void>;
  measure(): Promise<PublicMeasurement>;
  /** Trains a map of the present experiment, beside its run; another map, or `cancelMap`, ends it. */
  map(plan: { readonly x: PublicAxis; readonly y: PublicAxis; readonly steps: number }): Promise<PublicMap>;
  cancelMap(): Promise<void>;
  /** Calls the listener whenever the frame tells of it. Returns what ends it. */
  on<Name extends keyof LabEvents>(name: Name, listener: (event: LabEvents[Name]) => void): () => void;
  /** Ends listening; requests under way reject. */
  disconnect(): void;
}

interface Pending {
  readonly resolve: (message: FrameMessage) => void;
  readonly reject: (error: Error) => void;
}

/** Between two greetings to a frame that is still loading, milliseconds. */
const GREETING_INTERVAL = 250;

/** Connects to the lab in an iframe of this page, loaded or not. */
export function connect(iframe: HTMLIFrameElement): EmbeddedLab {
  const origin = new URL(iframe.src, document.baseURI).origin;
  const pending = new Map<string, Pending>();
  const listeners = new Map<keyof LabEvents, Set<(event: never) => void>>();
  // Two clients of one frame must not take each other's answers.
  const name = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
  let count = 0;
  let settleReady: () => void = () => {};
  let refuseReady: (error: Error) => void = () => {};
  const ready = new Promise<void>((resolve, reject) => {
    settleReady = resolve;
    refuseReady = reject;
  });
  // Whoever waits for it hears of it; nobody has to.
  ready.catch(() => {});

  const post = (command: Command, id: string, target: string) =>
    iframe.contentWindow?.postMessage({ repuLab: 1, ...command, id }, target);
  // Until the frame has loaded its origin is another, to which a browser would refuse to deliver, loudly.
  const greet = () => post({ type: 'hello' }, `${name}-hello`, '*');
  const greeting = setInterval(greet, GREETING_INTERVAL);
  greet();

  function tell<Name extends keyof LabEvents>(event: Name, value: LabEvents[Name]): void {
    for (const listener of listeners.get(event) ?? []) {
      try {
        (listener as (value: LabEvents[Name]) => void)(value);
      } catch (error) {
        // As of any listener that fails: the page is told, and the others hear all the same.
        reportError(error);
      }
    }
  }
  function listen(event: MessageEvent): void {
    const message = event.data as FrameMessage | null;
    if (event.source !== iframe.contentWindow || typeof message !== 'object' || message?.repuLab !== 1) return;
    const asked = typeof message.id === 'string' ? pending.get(message.id) : undefined;
    // A request for a map hears of its progress before its answer comes.
    if (asked && message.type !== 'mapProgress') {
      pending.delete(message.id as string);
      if (message.type === 'error') asked.reject(new Error(message.message));
      else asked.resolve(message);
    }
    if (message.type === 'ready') {
      clearInterval(greeting);
      settleReady();
      tell('ready', message);
    } else if (message.type === 'state') tell('state', message);
    else if (message.type === 'key') tell('key', message);
    else if (message.type === 'mapProgress') tell('mapProgress', message);
    else if (message.type === 'measurement') tell('measurement', message.measurement);
  }
  window.addEventListener('message', listen);

  async function ask(command: Command): Promise<FrameMessage> {
    await ready;
    const id = `${name}-${count++}`;
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      post(command, id, origin === 'null' ? '*' : origin);
    });
  }
  const order = async (command: Command): Promise<void> => {
    await ask(command);
  };

  return {
    ready,
    set: (permalink) => order({ type: 'set', permalink }),
    play: () => order({ type: 'play' }),
    pause: () => order({ type: 'pause' }),
    reset: () => order({ type: 'reset' }),
    step: (steps) => order({ type: 'step', count: steps }),
    async measure() {
      const answer = await ask({ type: 'measure' });
      if (answer.type !== 'measurement') throw new Error(`The frame answered ${answer.type} to measure.`);
      return answer.measurement;
    },
    async map({ x, y, steps }) {
      const answer = await ask({ type: 'map', x, y, steps });
      if (answer.type !== 'map') throw new Error(`The frame answered ${answer.type} to map.`);
      return { arms: answer.arms };
    },
    cancelMap: () => order({ type: 'cancelMap' }),
    on(event, listener) {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known);
      known.add(listener as (event: never) => void);
      return () => known.delete(listener as (event: never) => void);
    },
    disconnect() {
      clearInterval(greeting);
      window.removeEventListener('message', listen);
      const gone = new Error('Disconnected.');
      refuseReady(gone);
      for (const { reject } of pending.values()) reject(gone);
      pending.clear();
    },
  };
}
