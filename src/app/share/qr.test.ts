import qrcode from 'qrcode-generator';
import { expect, test } from 'vitest';
import { LONGEST_LINK, qrCode, qrSvg } from './qr.ts';

const LINK = 'https://example.org/lab/#arm=relu_init.he&arm=tanh&depth=20&seed=7';

/** The modules that the path's rectangles darken. */
function drawn(path: string): Set<string> {
  const dark = new Set<string>();
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(length); i++) dark.add(`${Number(x) + i},${y}`);
  }
  return dark;
}

test('the drawn modules are those of the code, with four white ones around', () => {
  const code = qrCode(LINK);
  const reference = qrcode(0, 'M');
  reference.addData(LINK);
  reference.make();
  const count = reference.getModuleCount();
  expect(code?.size).toBe(count + 8);
  const wanted = new Set<string>();
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (reference.isDark(row, column)) wanted.add(`${column + 4},${row + 4}`);
    }
  }
  expect(drawn(code?.path ?? '')).toEqual(wanted);
});

test('the finder patterns stand in three corners', () => {
  const { path, size } = qrCode(LINK) ?? { path: '', size: 0 };
  const dark = drawn(path);
  const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
  for (const [left, top] of [
    [4, 4],
    [size - 11, 4],
    [4, size - 11],
  ] as const) {
    const seen = finder.map((row, y) => [...row].map((_, x) => Number(dark.has(`${left + x},${top + y}`))).join(''));
    expect(seen).toEqual(finder);
  }
});

test('the longest link that is taken makes version 20, one more byte none', () => {
  const link = LINK.padEnd(LONGEST_LINK, 'a');
  expect(qrCode(link)?.size).toBe(17 + 4 * 20 + 8);
  expect(qrCode(`${link}a`)).toBeNull();
});

test('the file is one SVG, black on a white ground', () => {
  const code = qrCode(LINK);
  const svg = code ? qrSvg(code) : '';
  expect(svg).toMatch(
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^<>]+><path fill="#fff" d="[^"]+"\/><path fill="#000" d="[^"]+"\/><\/svg>\n$/,
  );
});
