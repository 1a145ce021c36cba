/** The slider of a letter: from where to where it goes, and in which steps. */
import type { Range } from '../../experiment/experiment.ts';
import { LETTER_LIMITS } from '../../experiment/limits.ts';
import type { SliderScale } from '../controls/scale.ts';

/** Another end. One that is set beyond the other takes that along, so that the slider keeps its length. */
export function withEnd([from, to]: Range, end: 'from' | 'to', value: number): Range {
  const length = to - from;
  if (end === 'from') return value < to ? [value, to] : inLimits(value, value + length);
  return value > from ? [from, value] : inLimits(value - length, value);
}

/** Where there is no room to take the other end along, as much of it as there is. */
function inLimits(from: number, to: number): Range {
  const { min, max } = LETTER_LIMITS;
  if (to > max) return from < max ? [from, max] : [max - 1, max];
  if (from < min) return to > min ? [min, to] : [min, min + 1];
  return [from, to];
}

/** About so many steps lead from end to end. */
const STEPS = 100;

/** In steps of 1, 2 or 5 of a decimal place. */
export function letterScale([min, max]: Range): SliderScale {
  const least = (max - min) / STEPS;
  const decade = 10 ** Math.floor(Math.log10(least) + 1e-9);
  const factor = [1, 2, 5, 10].find((multiple) => multiple * decade >= least * (1 - 1e-9))!;
  return { kind: 'linear', min, max, step: Number((factor * decade).toPrecision(1)) };
}
