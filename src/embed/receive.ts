/** Reading what a host has posted. Anything may come. */
import * as v from 'valibot';
import { MAP_KEYS, MAP_LIMITS } from '../experiment/map/map.ts';
import { type Command, type MessageId, PROTOCOL } from './messages.ts';

/** Longest permalink that is read. */
const LONGEST_PERMALINK = 10_000;
/** Most steps in one request: as many as a run may have. */
const MOST_STEPS = 1_000_000;

const id = v.optional(
  v.union(
    [v.pipe(v.string(), v.maxLength(200)), v.pipe(v.number(), v.finite())],
    'id is a finite number or a text of up to 200 characters',
  ),
);
const count = v.pipe(
  v.number('count is a number'),
  v.integer('count is a whole number'),
  v.minValue(1, 'count is at least 1'),
  v.maxValue(MOST_STEPS, 'count is at most 1000000'),
);
const permalink = v.pipe(
  v.string('permalink is a text'),
  v.maxLength(LONGEST_PERMALINK, `permalink has at most ${LONGEST_PERMALINK} characters`),
);

const finite = (what: string) => v.pipe(v.number(`${what} is a number`), v.finite(`${what} is finite`));
const whole = (what: string, { min, max }: { readonly min: number; readonly max: number }) =>
  v.pipe(
    v.number(`${what} is a number`),
    v.integer(`${what} is a whole number`),
    v.minValue(min, `${what} is at least ${min}`),
    v.maxValue(max, `${what} is at most ${max}`),
  );
/** What its key allows is for the lab to say. */
const axis = (name: 'x' | 'y') =>
  v.object(
    {
      key: v.picklist(MAP_KEYS, `${name}.key is one of ${MAP_KEYS.join(', ')}`),
      from: finite(`${name}.from`),
      to: finite(`${name}.to`),
      cells: whole(`${name}.cells`, MAP_LIMITS.cells),
      log: v.optional(v.boolean(`${name}.log is true or false`)),
    },
    `${name} is an axis { key, from, to, cells, log }`,
  );

const COMMANDS = {
  hello: v.object({ type: v.literal('hello') }),
  set: v.object({ type: v.literal('set'), permalink }),
  play: v.object({ type: v.literal('play') }),
  pause: v.object({ type: v.literal('pause') }),
  reset: v.object({ type: v.literal('reset') }),
  step: v.object({ type: v.literal('step'), count }),
  measure: v.object({ type: v.literal('measure') }),
  map: v.object(
    { type: v.literal('map'), x: axis('x'), y: axis('y'), steps: whole('steps', MAP_LIMITS.steps) },
    'a map is { x, y, steps }',
  ),
  cancelMap: v.object({ type: v.literal('cancelMap') }),
} as const satisfies Record<Command['type'], v.GenericSchema<unknown, Command>>;

export type Received =
  | { readonly kind: 'command'; readonly command: Command; readonly id: MessageId | undefined }
  | { readonly kind: 'malformed'; readonly reason: string; readonly id: MessageId | undefined }
  /** A deck's slide with the frame is shown, or no longer. */
  | { readonly kind: 'slide'; readonly shown: boolean }
  /** Not for us. */
  | { readonly kind: 'foreign' };

/** reveal.js tells the frame of a slide that it has become visible, or is no longer (its documentation, “Media”). */
const REVEAL: Readonly<Record<string, boolean>> = { 'slide:start': true, 'slide:stop': false };

/** Never throws. */
export function receive(data: unknown): Received {
  if (typeof data === 'string' && Object.hasOwn(REVEAL, data)) {
    return { kind: 'slide', shown: REVEAL[data] === true };
  }
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, 'repuLab')) return { kind: 'foreign' };
  const message = data as Readonly<Record<string, unknown>>;
  const given = v.safeParse(id, message.id);
  if (!given.success) return { kind: 'malformed', reason: firstIssue(given.issues), id: undefined };
  const malformed = (reason: string): Received => ({ kind: 'malformed', reason, id: given.output });
  if (message.repuLab !== PROTOCOL) {
    return malformed(
      `repuLab: ${show(message.repuLab)} is a version of the protocol that is not supported; ${PROTOCOL} is`,
    );
  }
  const { type } = message;
  if (typeof type !== 'string' || !Object.hasOwn(COMMANDS, type)) {
    return malformed(`type: ${show(type)} is none of ${Object.keys(COMMANDS).join(', ')}`);
  }
  const parsed = v.safeParse(COMMANDS[type as Command['type']] as v.GenericSchema<unknown, Command>, message);
  return parsed.success
    ? { kind: 'command', command: parsed.output, id: given.output }
    : malformed(`${type}: ${firstIssue(parsed.issues)}`);
}

const firstIssue = ([issue]: readonly { readonly message: string; readonly input: unknown }[]): string =>
  `${issue?.message ?? 'malformed'}, not ${show(issue?.input)}`;

/** A value in few words, whatever it is. */
function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined)
    return String(value);
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
