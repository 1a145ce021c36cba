/** The map: a plane of two values of the experiment, every cell of it a network; what an axis is, and how a link has it. */
import { LETTERS } from '../../activations/formulas.ts';
import { LAYER_FIELDS } from '../../theory/layer.ts';
import { type Codec, choiceCodec, numberCodec, signedCodec, within, writeNumber } from '../codec.ts';
import { ARM_LIMITS, LETTER_LIMITS, LIMITS, type Limits } from '../limits.ts';

/** What an axis goes over; `lr` the learning rate, letters: a typed formula's parameters. */
export const MAP_KEYS = ['cw', 'cb', 'k1', 'lr', 'skip', ...LETTERS, 'depth', 'width'] as const;
export type MapKey = (typeof MAP_KEYS)[number];

/** Cells lie evenly from `from` to `to`, both included as cell centres; `log`: evenly in the logarithm. */
export interface MapAxis {
  readonly key: MapKey;
  readonly from: number;
  readonly to: number;
  readonly cells: number;
  readonly log: boolean;
}

/** One plane: every cell is the present experiment, one replica, with the two values in place, trained `steps` steps (0: looked at as initialised). */
export interface MapPlan {
  readonly x: MapAxis;
  readonly y: MapAxis;
  readonly steps: number;
}

export const MAP_OUTCOMES = ['overflow', 'diverged', 'vanished', 'mean', 'learned', 'open'] as const;
export type MapOutcome = (typeof MAP_OUTCOMES)[number];

/** What had become of a network before its first step. */
export type MapStart = Extract<MapOutcome, 'overflow' | 'vanished' | 'open'>;

export interface MapCell {
  /** Values on the axes. */
  readonly x: number;
  readonly y: number;
  /**
   * `overflow`: max|z| > 1e38 at `layer` at initialisation; `diverged`: at `step` of training; `learned`; `vanished`: it
   * has not learned, and its signal is lost; `mean`: alive, but it learned no more than the mean; `open`: alive, steps 0.
   */
  readonly outcome: MapOutcome;
  /** At initialisation, whatever training made of it. */
  readonly start: MapStart;
  /** First layer that overflowed, diverged or vanished; null where there is none, or where the loss alone left float32. */
  readonly layer: number | null;
  /** Of training, where it diverged. */
  readonly step: number | null;
  /** Of the last finite state; `learned` is judged by it beside the plane's baseline. */
  readonly loss: number | null;
}

/** One arm's plane, [y][x] flattened row by row from y.from; a cell that is not computed yet has null, and is drawn as the nearest coarser one. */
export interface MapPlane {
  readonly label: string;
  /** Loss of the best constant. */
  readonly baseline: number;
  readonly cells: readonly (MapCell | null)[];
}

/** Networks of all planes. */
export interface MapProgress {
  readonly done: number;
  readonly total: number;
  readonly secondsLeft: number | null;
}

/** What the numbers of a plan may be. */
export const MAP_LIMITS = {
  cells: { min: 1, max: 64, integer: true },
  steps: { min: 0, max: 10_000, integer: true },
} as const;

const { cw, cb, k1 } = ARM_LIMITS;
const { learningRate: lr, depth, width } = LIMITS;
const KEY_LIMITS: Readonly<Record<string, Pick<Limits<unknown>, 'label' | 'min' | 'max' | 'integer'>>> = {
  cw,
  cb,
  k1,
  lr,
  skip: { ...LAYER_FIELDS.skip, label: 'γ', integer: false },
  depth,
  width,
};

/** Ends of what an axis over this key may have. */
export const mapLimits = (key: MapKey): Pick<Limits, 'label' | 'min' | 'max' | 'integer'> =>
  KEY_LIMITS[key] ?? { ...LETTER_LIMITS, label: key };

/** What is wrong with an axis by itself, as a clause; null: nothing. */
export function axisFault({ key, from, to, cells, log }: MapAxis): string | null {
  const limits = mapLimits(key);
  if (!within(limits, from) || !within(limits, to)) return describeEnds(key);
  if (!within(MAP_LIMITS.cells, cells)) return 'an axis has 1 to 64 cells';
  if (log && from <= 0) return 'a logarithmic axis begins above 0';
  return from < to || (from === to && cells === 1) ? null : 'an axis goes from a number to a greater one';
}

const describeEnds = (key: MapKey): string => {
  const { min, max, integer } = mapLimits(key);
  return `${key} goes over ${integer ? 'whole ' : ''}numbers from ${writeNumber(min)} to ${writeNumber(max)}`;
};

const CELLS = numberCodec(MAP_LIMITS.cells);
const KEY = choiceCodec(MAP_KEYS);
const SCALE = choiceCodec(['linear', 'log']);

/** `cw_0.1_10_16_log`; null: the experiment's own default. */
export const axisCodec: Codec<MapAxis | null> = {
  allowed: `key_from_to_cells_scale, like cw_0.1_10_16_log: from less than to, 1 to 64 cells, linear or log (above 0), key one of ${MAP_KEYS.join(', ')}`,
  read(text) {
    const [name = '', low = '', high = '', count = '', scale = '', ...more] = text.split('_');
    const key = KEY.read(name);
    const log = SCALE.read(scale);
    if (key === null || log === null || more.length > 0) return null;
    const number = signedCodec(mapLimits(key));
    const [from, to, cells] = [number.read(low), number.read(high), CELLS.read(count)];
    if (from === null || to === null || cells === null) return null;
    const axis = { key, from, to, cells, log: log === 'log' };
    return axisFault(axis) === null ? axis : null;
  },
  write: (axis) =>
    axis === null
      ? 'the default'
      : [axis.key, writeNumber(axis.from), writeNumber(axis.to), axis.cells, axis.log ? 'log' : 'linear'].join('_'),
};

export const mapStepsCodec = numberCodec(MAP_LIMITS.steps);
