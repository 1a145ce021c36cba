import { ticks as niceTicks, tickStep } from 'd3-array';
import type { Domain } from './chart.ts';
import { powerOfTen } from './format.ts';

export interface Tick {
  /** In data units; log10 on a logarithmic axis. */
  readonly value: number;
  /** Null on a minor tick. */
  readonly label: string | null;
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** The smallest round step of at least one whose ticks stand `distance` pixels apart. */
function wholeStep(span: number, length: number, distance: number): number {
  const wanted = (span / Math.max(1, length)) * distance;
  return STEPS.find((step) => step >= wanted) ?? 1000 * Math.ceil(wanted / 1000);
}

/**
 * Ticks at whole powers of ten, labelled ones at least `distance` pixels apart on an axis of `length` pixels.
 * `domain` is in log10. Where a decade is long, unlabelled minor ticks stand at 2 … 9 times the power.
 */
export function decadeTicks(domain: Domain, length: number, distance: number): Tick[] {
  const [low, high] = domain;
  const step = wholeStep(high - low, length, distance);
  const found: Tick[] = [];
  for (let k = Math.ceil(low / step); k * step <= high; k++)
    found.push({ value: k * step + 0, label: powerOfTen(k * step) });
  const decade = length / (high - low);
  if (step === 1 && decade >= 36) {
    for (let k = Math.floor(low); k < high; k++) {
      for (let digit = 2; digit <= 9; digit++) {
        const value = k + Math.log10(digit);
        if (value >= low && value <= high) found.push({ value, label: null });
      }
    }
  }
  return found;
}

/** Ticks for layers 1 … depth: the first layer and round numbers, at least `distance` pixels apart. */
export function layerTicks(depth: number, length: number, distance: number): Tick[] {
  const span = Math.max(1, depth - 1);
  const step = wholeStep(span, length, distance);
  const nearest = 1 + (distance / Math.max(1, length)) * span;
  const found: Tick[] = [{ value: 1, label: '1' }];
  for (let layer = step; layer <= depth; layer += step) {
    if (layer > 1 && layer >= nearest - 1e-9) found.push({ value: layer, label: String(layer) });
  }
  return found;
}

/**
 * Round ticks on a linear axis, at least `distance` pixels apart, with as many decimals as they need; where two of them
 * have no room, the axis's ends, if those have room and a few decimals tell them.
 */
export function linearTicks(domain: Domain, length: number, distance: number): Tick[] {
  const [low, high] = domain;
  const most = Math.max(1, Math.floor(length / distance));
  let round: Tick[] = [];
  for (let count = most; count >= 1 && round.length === 0; count--) {
    const step = tickStep(low, high, count);
    if ((step / (high - low)) * length < distance) continue;
    const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    round = niceTicks(low, high, count).map((value) => ({ value, label: linearLabel(value, decimals) }));
  }
  if (round.length >= 2 || length < distance) return round;
  return endTicks(domain) ?? round;
}

/** More would not be read. */
const MOST_DECIMALS = 2;

function endTicks([low, high]: Domain): Tick[] | null {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const told = [low, high].every((value) => Math.abs(Number(value.toFixed(decimals)) - value) < 0.005 * (high - low));
    if (told) return [low, high].map((value) => ({ value, label: linearLabel(value, decimals) }));
  }
  return null;
}

function linearLabel(value: number, decimals: number): string {
  const magnitude = Math.abs(value);
  const whole = magnitude.toFixed(0);
  // Groups of three from five digits on.
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, '\u202f') : whole;
  const text = decimals > 0 ? magnitude.toFixed(decimals) : grouped;
  return value < 0 && Number(magnitude.toFixed(decimals)) > 0 ? `−${text}` : text;
}
