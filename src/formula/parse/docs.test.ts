import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LETTERS } from '../letters.ts';
import { LIMITS } from './bounds.ts';
import { writeFormulaLink } from './link.ts';
import { parseFormula } from './parse.ts';
import { CALLS } from './syntax.ts';
import { formulaText } from './text.ts';

const text = readFileSync(new URL('../../../docs/formulas.md', import.meta.url), 'utf8');

/** The rows of the table that begins with this heading, as cells. */
function table(heading: string): string[][] {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  const rows = lines.slice(from + 2, lines.indexOf('', from));
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('\\|', '|').replaceAll('\\*', '*')),
  );
}

const codes = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);

function parsed(typed: string) {
  const reading = parseFormula(typed);
  if ('error' in reading) throw new Error(`${typed}: ${reading.error.message}`);
  return reading.formula;
}

describe('docs/formulas.md', () => {
  test('has examples that are read', () => {
    const examples = table('what').flatMap(([, , example]) => codes(example!));
    expect(examples.length).toBeGreaterThan(10);
    for (const example of examples) parsed(example);
  });

  test('names every function and every letter', () => {
    const named = table('what').flatMap(([, how]) => codes(how!).map((code) => code.replace(/\(.*/, '')));
    for (const name of [...Object.keys(CALLS), ...LETTERS]) expect(named).toContain(name);
  });

  test('says what else is read as what', () => {
    for (const [typed, read] of table('typed | read as')) {
      const meant = codes(read!);
      for (const [i, way] of codes(typed!).entries()) expect(formulaText(parsed(way))).toBe(meant[i] ?? meant[0]);
    }
  });

  test('says what is refused, with the page’s sentences', () => {
    const rows = table('typed | the lab says');
    expect(rows.length).toBeGreaterThan(8);
    for (const [typed, says] of rows) {
      const reading = parseFormula(codes(typed!)[0]!);
      expect('error' in reading && reading.error.message).toBe(says);
    }
  });

  test('has the limits, and the links of its formulas', () => {
    const { characters, nodes, depth } = LIMITS;
    const said = text.replaceAll('\n', ' ');
    expect(said).toContain(`at most ${characters} characters, blanks not counted, ${nodes} numbers`);
    expect(said).toContain(`${depth} operations within each other`);
    for (const [formula, link] of table('formula | in a link')) {
      expect(writeFormulaLink(parsed(codes(formula!)[0]!))).toBe(codes(link!)[0]);
    }
  });
});
