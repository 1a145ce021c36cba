/**
 * The normalisation of each example's preactivations over its neurons, and the way back: a few passes over a row, which
 * is contiguous and stays in the nearest cache. Sums, and what they lead to, are float64: it holds the square of every
 * float32, so that nothing need be scaled first, and a row of equal numbers has exactly their mean. The zeros that fill a
 * row up to whole panels add nothing to sums, and stay zeros.
 */
import type { Norm } from '../layers.ts';
import { Code, type Local } from './code.ts';
import { PANEL } from './product.ts';
import { padded } from './rows.ts';

const FLOAT = 4;
/** Bytes of what is kept of a row, 1 / √(mean z²) or 1 / std z, and 0 where that is infinite: a double, twice. */
export const INVERSE_BYTES = 16;

/** (z, end of z, ẑ, inverses): ẑ = z / √(mean z²) (`rms`) or (z - mean z) / std z (`layer`), and 1 / the divisor. */
export function normalise(norm: Norm, neurons: number): Code {
  const [code, z, end, hat, inverses] = Code.define(['i32', 'i32', 'i32', 'i32']);
  const [mean, inverse, value] = code.locals('v128', 'v128', 'v128');
  const row = rowOf(code, neurons);
  const centred = (pair: Pair): Code => {
    row.load(z, pair);
    return norm === 'layer' ? row.less(mean, pair) : code;
  };
  code.until(z, end, () => {
    if (norm === 'layer') {
      row.mean([z], (pair) => row.load(z, pair));
      code.set(mean);
    }
    row.mean([z], (pair) => centred(pair).tee(value).get(value).op('f64x2.mul'));
    code.op('f64x2.sqrt').set(inverse);
    code.f64x2(1).get(inverse).op('f64x2.div').get(inverse).f64x2(0).op('f64x2.ne', 'v128.and').set(inverse);
    code.get(inverses, inverse).store().advance(inverses, INVERSE_BYTES);
    row.write(hat, [z], (pair) => centred(pair).get(inverse).op('f64x2.mul'));
    for (const pointer of [z, hat]) code.advance(pointer, row.bytes);
  });
  return code;
}

/** (ẑ, end of ẑ, δ, inverses): δ = (δ - mean δ - ẑ mean(δ ẑ)) / divisor, with mean δ for `layer` alone. */
export function normaliseBack(norm: Norm, neurons: number): Code {
  const [code, hat, end, delta, inverses] = Code.define(['i32', 'i32', 'i32', 'i32']);
  const [mean, along] = code.locals('v128', 'v128');
  const row = rowOf(code, neurons);
  code.until(hat, end, () => {
    if (norm === 'layer') {
      row.mean([delta], (pair) => row.load(delta, pair));
      code.set(mean);
    }
    row.mean([hat, delta], (pair) => {
      row.load(delta, pair);
      row.load(hat, pair).op('f64x2.mul');
    });
    code.set(along);
    row.write(delta, [hat], (pair) => {
      row.load(delta, pair);
      if (norm === 'layer') row.less(mean, pair);
      row.load(hat, pair).get(along).op('f64x2.mul', 'f64x2.sub').get(inverses).load().op('f64x2.mul');
    });
    for (const pointer of [hat, delta]) code.advance(pointer, row.bytes);
    code.advance(inverses, INVERSE_BYTES);
  });
  return code;
}

/** Two neighbours in a row. */
interface Pair {
  /** From the start of their panel. */
  readonly offset: number;
  /** How many of them are neurons: what fills the row up is not. */
  readonly neurons: 0 | 1 | 2;
}

const PAIRS = PANEL / 2;

function pairsOf(neurons: number): readonly Pair[] {
  return Array.from({ length: PAIRS }, (_, pair) => ({
    offset: 2 * pair * FLOAT,
    neurons: Math.max(0, Math.min(2, neurons - 2 * pair)) as Pair['neurons'],
  }));
}

/** Writes passes over one row of so many neurons, panel by panel, as pairs of doubles. */
function rowOf(code: Code, neurons: number) {
  const turns = code.local('i32');
  // One for each pair of a panel: additions that need not wait for one another.
  const sums = Array.from({ length: PAIRS }, () => code.local('v128'));
  const [total] = sums as [Local];
  const bytes = padded(neurons) * FLOAT;

  const pass = (pointers: readonly Local[], body: (pair: Pair, index: number) => void) => {
    const panel = (present: number) => {
      pairsOf(present).forEach(body);
      for (const pointer of pointers) code.advance(pointer, PANEL * FLOAT);
    };
    code.repeat(turns, Math.floor(neurons / PANEL), () => panel(PANEL));
    if (neurons % PANEL > 0) panel(neurons % PANEL);
    for (const pointer of pointers) code.advance(pointer, -bytes);
  };

  return {
    bytes,
    load: (pointer: Local, { offset }: Pair): Code => code.get(pointer).loadPair(offset),
    /** Takes this from the pair on the stack, as far as that is neurons. */
    less: (value: Local, pair: Pair): Code => {
      code.get(value);
      if (pair.neurons < 2) code.firstOfTwo(pair.neurons).op('v128.and');
      return code.op('f64x2.sub');
    },
    /** Leaves on the stack, twice, the mean over the neurons of what `term` leaves there for each pair. */
    mean(pointers: readonly Local[], term: (pair: Pair) => void): void {
      for (const sum of sums) code.f64x2(0).set(sum);
      pass(pointers, (pair, index) => {
        term(pair);
        const sum = sums[index] as Local;
        code.get(sum).op('f64x2.add').set(sum);
      });
      for (const sum of sums.slice(1)) code.get(total, sum).op('f64x2.add').set(total);
      code.get(total, total, total).shuffle([2, 3, 0, 1]).op('f64x2.add').f64x2(neurons).op('f64x2.div');
    },
    /** Puts into the row what `value` leaves on the stack for each pair. */
    write(target: Local, others: readonly Local[], value: (pair: Pair) => void): void {
      pass([target, ...others], (pair) => {
        code.get(target);
        value(pair);
        code.storePair(pair.offset);
      });
    },
  };
}
