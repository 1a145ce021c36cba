import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../activations/catalogue.ts';
import { SHADE_PERCENT } from '../../charts/shared/chart.ts';

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]),
);

type Colour = readonly [red: number, green: number, blue: number];

/** Channels from 0 to 1, as they are written. */
const channels = (hex: string): Colour =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Colour;

const linear = (colour: Colour): Colour =>
  colour.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as unknown as Colour;

/** CSS color-mix(in srgb, a percent%, b). */
const mixed = (a: Colour, percent: number, b: Colour): Colour =>
  a.map((value, i) => (value * percent + (b[i] ?? 0) * (100 - percent)) / 100) as unknown as Colour;

const times = (matrix: readonly Colour[], [x, y, z]: Colour): Colour =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as unknown as Colour;

/** Relative luminance, WCAG 2.2. */
function luminance(colour: Colour): number {
  const [red, green, blue] = linear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Colour, b: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** What is seen of linear light: by most, and without the green or the red cone (Machado, Oliveira and Fernandes 2009, severity 1). */
const EYES: Readonly<Record<string, readonly Colour[]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
};

/** OKLab (Ottosson 2020) of linear light. */
function oklab(light: Colour): Colour {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    light,
  ).map(Math.cbrt) as unknown as Colour;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

const seen = (eye: readonly Colour[], colour: Colour): Colour =>
  oklab(times(eye, linear(colour)).map((value) => Math.min(1, Math.max(0, value))) as unknown as Colour);

/** How different two colours look to these eyes: distance in OKLab, in which black and white are 1 apart. */
function distance(eye: readonly Colour[], a: Colour, b: Colour): number {
  const [p, q] = [seen(eye, a), seen(eye, b)];
  return Math.hypot(...p.map((value, i) => value - (q[i] ?? 0)));
}

const ARMS = FAMILIES.filter(({ name, hue }) => name === hue).map(({ name }) => `arm-${name}`);
const TEXT = ['ink', 'ink-soft', 'focus', 'emphasis', ...ARMS.map((arm) => `${arm}-text`)];
/** About what the two most alike of the four colours of Okabe and Ito are apart; no thirteen colours on one paper are further. */
const LEAST_DISTANCE = 0.05;

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const colour = (name: string): Colour => {
    const value = tokens.get(name)?.[theme];
    if (value === undefined) throw new Error(`theme.css has no ${name}.`);
    return channels(value);
  };

  it.each(TEXT)('text in %s has 4.5:1 on the paper', (name) => {
    expect(contrast(colour(name), colour('paper'))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['ink', 'ink-soft'])('text in %s has 4.5:1 in the shaded zone and on a notice', (name) => {
    expect(contrast(colour(name), colour('zone'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour(name), colour('warning'))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([...ARMS, 'control'])('marks and outlines in %s have 3:1 on the paper', (name) => {
    expect(contrast(colour(name), colour('paper'))).toBeGreaterThanOrEqual(3);
  });

  it.each(ARMS)('every shade of %s can be read', (name) => {
    const shades = SHADE_PERCENT.map((percent) => mixed(colour(name), percent, colour('ink')));
    shades.forEach((shade, index) => {
      expect(contrast(shade, colour('paper'))).toBeGreaterThanOrEqual(3);
      const text = mixed(colour(`${name}-text`), SHADE_PERCENT[index] ?? 0, colour('ink'));
      expect(contrast(text, colour('paper'))).toBeGreaterThanOrEqual(4.5);
    });
  });

  it.each(['repu', 'mrepu', 'relu', 'tanh'])('three arms of %s can be told apart by their shades', (name) => {
    const shades = SHADE_PERCENT.map((percent) => mixed(colour(`arm-${name}`), percent, colour('ink')));
    for (const eye of Object.values(EYES)) {
      const [first, second, third] = shades as [Colour, Colour, Colour];
      expect(distance(eye, first, second)).toBeGreaterThanOrEqual(LEAST_DISTANCE);
      expect(distance(eye, second, third)).toBeGreaterThanOrEqual(LEAST_DISTANCE);
    }
  });

  it.each(Object.entries(EYES))('no two families look alike to %s eyes', (_, eye) => {
    for (const a of ARMS) {
      for (const b of ARMS) {
        if (a < b) expect(distance(eye, colour(a), colour(b)), `${a} and ${b}`).toBeGreaterThanOrEqual(LEAST_DISTANCE);
      }
    }
  });
});

it('measures contrast as WCAG does', () => {
  expect(contrast(channels('#000000'), channels('#ffffff'))).toBeCloseTo(21, 10);
  expect(contrast(channels('#777777'), channels('#ffffff'))).toBeCloseTo(4.48, 2);
});
