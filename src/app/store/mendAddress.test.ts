import { expect, test } from 'vitest';
import { isSound } from './mendAddress.ts';

const KEYS = new Set(['arm', 'depth', 'view']);
const sound = (address: string) => isSound(new URL(address, 'https://lab.example/'), KEYS);

test.each(['', '#', '#depth=4', '#arm=repu.2_init.he_k1.1e-6&arm=tanh&depth=20'])('%j needs no repair', (address) => {
  expect(sound(address)).toBe(true);
});

test.each([
  '?depth=4',
  '#depth=4.',
  '#depth=4&amp;view=embed',
  '#ampdepth=4',
  '#depth=3D4',
  '#fbclid=x',
  '#arm=mrepu(2)',
])('%j may need repair', (address) => expect(sound(address)).toBe(false));
