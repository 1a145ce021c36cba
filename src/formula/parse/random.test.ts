import { expect, test } from 'vitest';
import { readFormulaLink, writeFormulaLink } from './link.ts';
import { parseFormula } from './parse.ts';
import type { Reading } from './syntax.ts';
import { drawFrom, randomFormula, randomLink, randomText } from './testing.ts';
import { formulaText } from './text.ts';

/** FORMULAS=100000 npx vitest run --project unit src/formula/parse/random.test.ts takes as many as are asked for. */
const COUNT = Number(process.env.FORMULAS ?? 2000);
const TIMEOUT_MS = 120_000 + 10 * COUNT;
/** Nothing takes longer. */
const LONGEST_MS = 100;
/** A machine that does other things beside may pause so often in a row. */
const TRIES = 6;

function timed(read: () => Reading, text: string): Reading {
  for (let left = TRIES; ; left--) {
    const start = performance.now();
    const result = read();
    const took = performance.now() - start;
    if (took < LONGEST_MS) return result;
    if (left === 1) expect.fail(`${JSON.stringify(text)} took ${took} ms`);
  }
}

function checkError(reading: Reading, text: string): void {
  if ('formula' in reading) return;
  const { at, message } = reading.error;
  if (at !== null && !(Number.isInteger(at) && at >= 0 && at <= text.length))
    expect.fail(`${JSON.stringify(text)}: at ${at}`);
  if (!/^.+[.?]$/s.test(message) || /undefined|NaN|null/.test(message))
    expect.fail(`${JSON.stringify(text)}: ${message}`);
}

test(`${COUNT} random formulas are read, and their texts and links give them back`, { timeout: TIMEOUT_MS }, () => {
  const draw = drawFrom(14);
  let used = 0;
  for (let i = 0; i < COUNT; i++) {
    const text = randomFormula(draw);
    const reading = timed(() => parseFormula(text), text);
    checkError(reading, text);
    if ('error' in reading) {
      // The grammar allows it: what is refused is refused for what it means.
      if (/cannot stand|too early|not known/.test(reading.error.message))
        expect.fail(`${text}: ${reading.error.message}`);
      continue;
    }
    used++;
    const { formula } = reading;
    const [written, link] = [formulaText(formula), writeFormulaLink(formula)];
    const [again, linked] = [parseFormula(written), readFormulaLink(link)];
    if (!('formula' in again && again.formula === formula)) expect.fail(`${text} is written ${written}`);
    if (!('formula' in linked && linked.formula === formula)) expect.fail(`${text} is linked ${link}`);
    if (!/^[A-Za-z0-9.]+(-[A-Za-z0-9.]+)*$/.test(link) || link.endsWith('.')) expect.fail(`${text} is linked ${link}`);
  }
  expect(used).toBeGreaterThan(COUNT / 3);
});

test(`${COUNT} random strings are read or refused with a sentence and a place`, { timeout: TIMEOUT_MS }, () => {
  const draw = drawFrom(15);
  for (let i = 0; i < COUNT; i++) {
    const text = randomText(draw);
    checkError(
      timed(() => parseFormula(text), text),
      text,
    );
  }
});

test(`${COUNT} random links are read or refused with a sentence and a place`, { timeout: TIMEOUT_MS }, () => {
  const draw = drawFrom(16);
  let used = 0;
  for (let i = 0; i < COUNT; i++) {
    const link = randomLink(draw);
    const reading = timed(() => readFormulaLink(link), link);
    checkError(reading, link);
    if ('formula' in reading) used++;
  }
  expect(used).toBeGreaterThan(COUNT / 100);
});

test.each([
  ['('.repeat(200), 'brackets'],
  ['-('.repeat(100), 'signs and brackets'],
  ['sin('.repeat(50), 'functions'],
  ['|'.repeat(200), 'bars'],
  ['2^'.repeat(100), 'powers'],
  ['z|'.repeat(100), 'bars behind values'],
  ['z<'.repeat(100), 'comparisons'],
  [' '.repeat(1e6), 'blanks'],
  ['z'.repeat(1e6), 'letters'],
  [`${'('.repeat(99)}z${')'.repeat(99)}`, 'brackets around z'],
])('case %# is answered at once', (text) => {
  const reading = timed(() => parseFormula(text), text.slice(0, 20));
  checkError(reading, text);
});
