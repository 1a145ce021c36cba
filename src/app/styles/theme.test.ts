import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]),
);

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

const ARMS = ['arm-1', 'arm-2', 'arm-3', 'arm-4'];
const TEXT = ['ink', 'ink-soft', ...ARMS.map((arm) => `${arm}-text`)];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const colour = (name: string): string => {
    const value = tokens.get(name)?.[theme];
    if (value === undefined) throw new Error(`theme.css has no ${name}.`);
    return value;
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
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
