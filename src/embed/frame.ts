/** The frame's side of the messages: listens to its parent alone, does what it says in order, and answers. */
import { errorMessage } from '../lib/errorMessage.ts';
import type { Announcement, Command, MessageId, PublicMap, PublicMeasurement } from './messages.ts';
import { PROTOCOL } from './messages.ts';
import { receive } from './receive.ts';
import type { KeyPress } from './unusedKeys.ts';

/** What the messages can do with the lab. */
export interface Controllable {
  /** The engine in use; null before one is. */
  engine(): { readonly name: string; readonly adapter: string } | null;
  state(): { readonly permalink: string; readonly playing: boolean };
  /** Applies the fragment's keys on top of the present state; the sentence where a value cannot be used, and nothing was changed. Resolves when the networks stand at step 0. */
  set(permalink: string): Promise<string | null>;
  play(): void;
  pause(): void;
  /** The same weights from step 0. Resolves when they stand. */
  reset(): Promise<string | null>;
  /** True: done. False: something else came between. */
  step(count: number): Promise<boolean>;
  measure(): Promise<PublicMeasurement | null>;
  /** Begins a map; resolves once it has begun, with the map once it is computed, or the sentence why there is none. */
  map(plan: MapCommand, tell: (progress: MapSteps) => void): Promise<{ readonly ended: Promise<PublicMap | string> }>;
  /** Ends the map that is under way. */
  cancelMap(): Promise<void>;
  /** A deck tells that the slide with the frame is shown, or no longer. */
  slide(shown: boolean): void;
  /** Called after every change of the state or the measurement. Returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** The measurement on the page. */
  latest(): PublicMeasurement | null;
}

export type MapCommand = Omit<Extract<Command, { type: 'map' }>, 'type'>;
type MapSteps = Omit<Extract<Announcement, { type: 'mapProgress' }>, 'type'>;

/** A window as far as it is needed here. */
export interface Frame {
  readonly parent: { postMessage(message: unknown, targetOrigin: string): void };
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Shortest time between two measurements that were not asked for, milliseconds. */
const INTERVAL = 100;
/** Messages that may wait to be handled; more are refused. */
const MOST_WAITING = 1000;

type Answer = Announcement | null;

/** The frame as a neighbour of the page around. */
export interface Service {
  /** Hands on a key for which the lab has no use. */
  key(press: KeyPress): void;
  /** Ends it. */
  stop(): void;
}

/**
 * Starts listening, and says `ready`.
 * @param hostOrigin the parent's origin as far as the browser tells it beforehand; null: not known until it speaks.
 * @param early messages that came before: they are handled first.
 */
export function serveParent(
  lab: Controllable,
  frame: Frame,
  hostOrigin: string | null = null,
  early: readonly MessageEvent[] = [],
): Service {
  let origin = addressOf(hostOrigin);
  /** The page around has spoken as reveal.js does. */
  let deck = false;
  let waiting = 0;
  /** Messages are handled one after the other. */
  let tail: Promise<void> = Promise.resolve();
  /** A request for steps is answered when they are done, and does not keep other messages waiting but `measure`. */
  let steps: Promise<void> = Promise.resolve();

  const send = (message: unknown) => {
    try {
      frame.parent.postMessage(message, origin);
    } catch (error) {
      // A page around that cannot be told must not stop the lab: this is called from the store, too.
      console.warn('The page around the lab could not be told:', error);
    }
  };
  const post = (message: Announcement, id?: MessageId) =>
    send({ repuLab: PROTOCOL, ...message, ...(id === undefined ? {} : { id }) });
  const ready = (): Announcement => {
    const { name = null, adapter = null } = lab.engine() ?? {};
    return { type: 'ready', version: PROTOCOL, engine: name, adapter };
  };

  const DO: {
    readonly [Type in Command['type']]: (
      command: Extract<Command, { type: Type }>,
      id: MessageId | undefined,
    ) => Promise<Answer>;
  } = {
    hello: async () => ready(),
    set: async ({ permalink }) => outcome(await lab.set(permalink)),
    play: async () => {
      lab.play();
      return { type: 'ok' };
    },
    pause: async () => {
      lab.pause();
      return { type: 'ok' };
    },
    reset: async () => outcome(await lab.reset()),
    step: async ({ count }, id) => {
      const done = lab.step(count);
      const before = steps;
      steps = done.then(async (all) => {
        await before;
        post(
          all
            ? { type: 'ok' }
            : { type: 'error', message: `step: something else came before the ${count} steps were done` },
          id,
        );
      });
      return null;
    },
    measure: async () => {
      await steps;
      const measurement = await lab.measure();
      return measurement
        ? { type: 'measurement', measurement }
        : { type: 'error', message: 'measure: no networks stand yet' };
    },
    map: async ({ x, y, steps }, id) => {
      const tell = (progress: MapSteps) => post({ type: 'mapProgress', ...progress }, id);
      const { ended } = await lab.map({ x, y, steps }, tell);
      // It takes its time, and keeps no other message waiting.
      ended
        .catch(errorMessage)
        .then((map) =>
          post(typeof map === 'string' ? { type: 'error', message: `map: ${map}` } : { type: 'map', ...map }, id),
        );
      return null;
    },
    cancelMap: async () => {
      await lab.cancelMap();
      return { type: 'ok' };
    },
  };

  function listen(event: MessageEvent): void {
    if (event.source !== frame.parent) return;
    const received = receive(event.data);
    if (received.kind === 'foreign') return;
    origin = addressOf(event.origin);
    if (received.kind === 'slide') {
      deck = true;
      inOrder(async () => {
        lab.slide(received.shown);
        return { type: 'ok' };
      });
      return;
    }
    const { id } = received;
    if (received.kind === 'malformed') {
      inOrder(async () => ({ type: 'error', message: received.reason }), id);
      return;
    }
    const { command } = received;
    if (waiting >= MOST_WAITING) {
      post({ type: 'error', message: `${command.type}: more than ${MOST_WAITING} messages wait already` }, id);
      return;
    }
    waiting++;
    const handle = DO[command.type] as (command: Command, id: MessageId | undefined) => Promise<Answer>;
    inOrder(() => handle(command, id).finally(() => waiting--), id);
  }

  /** Whatever goes wrong, what comes after is handled. */
  function inOrder(handle: () => Promise<Answer>, id?: MessageId): void {
    tail = tail.then(async () => {
      try {
        const answer = await handle();
        if (answer) post(answer, id);
      } catch (error) {
        post({ type: 'error', message: errorMessage(error) }, id);
      }
    });
  }

  const stopAnnouncing = announce(lab, post);
  frame.addEventListener('message', listen);
  post(ready());
  for (const event of early) listen(event);
  return {
    key({ keyCode, ...press }) {
      post({ type: 'key', ...press });
      // Its own language (its documentation, “postMessage API”): as if the key had been pressed in the deck.
      if (deck) send(JSON.stringify({ method: 'triggerKey', args: [keyCode] }));
    },
    stop() {
      frame.removeEventListener('message', listen);
      stopAnnouncing();
    },
  };
}

/**
 * What a message to a page of this origin is addressed to. Pages from data:, srcdoc, a sandbox or a file have an opaque
 * origin, named "null" or file://, to which nothing can be addressed: they are answered without an address.
 */
function addressOf(origin: string | null): string {
  return origin === null || origin === '' || origin === 'null' || origin.startsWith('file:') ? '*' : origin;
}

const outcome = (sentence: string | null): Announcement =>
  sentence === null ? { type: 'ok' } : { type: 'error', message: sentence };

/** Tells the host of every change of the state, and of measurements at most ten times a second. */
function announce(lab: Controllable, post: (message: Announcement) => void): () => void {
  let state = lab.state();
  let sent: PublicMeasurement | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const sendMeasurement = () => {
    timer = null;
    const latest = lab.latest();
    if (latest === null || latest === sent) return;
    sent = latest;
    post({ type: 'measurement', measurement: latest });
    timer = setTimeout(sendMeasurement, INTERVAL);
  };
  const unsubscribe = lab.subscribe(() => {
    const now = lab.state();
    if (now.permalink !== state.permalink || now.playing !== state.playing) {
      state = now;
      post({ type: 'state', ...now });
    }
    if (timer === null) sendMeasurement();
  });
  return () => {
    unsubscribe();
    if (timer !== null) clearTimeout(timer);
  };
}
