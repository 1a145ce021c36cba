/** Formulas as people and accidents write them, from a seed. */
import { uint32Stream } from '../../lib/random.ts';

export type Draw = (count: number) => number;

/** Whole numbers below a count. */
export function drawFrom(seed: number): Draw {
  const stream = uint32Stream(seed, 'typed formulas', 0);
  return (count) => Math.floor((stream() / 2 ** 32) * count);
}

const NUMBERS = [
  '0',
  '1',
  '2',
  '3',
  '.5',
  '0.044715',
  '2.5e-3',
  '7',
  '1e-7',
  '12',
  'pi',
  'e',
  '0.1',
  '4.',
  '1e300',
  '1e-300',
];
const FUNCTIONS = 'abs sign sqrt exp log sin cos tan atan tanh sigmoid softplus relu erf Phi ln'.split(' ');
const OPERATORS = ['+', '-', '*', '/', '^', '**', ' + ', ' - ', ' * ', ' / ', '·', '×', '−'];
const COMPARISONS = ['<', '<=', '>', '>=', '==', '≤'];

const one = <Item>(draw: Draw, items: readonly Item[]): Item => items[draw(items.length)]!;

/** The text of a formula that the grammar allows. */
export function randomFormula(draw: Draw, size = 2 + draw(12)): string {
  if (size <= 1) return draw(2) === 0 ? 'z' : one(draw, [...NUMBERS, 'z', 'a', 'b', 'c', 'd']);
  const part = (): string => randomFormula(draw, 1 + draw(size - 1));
  const [left, right] = [1 + draw(Math.max(1, size - 2)), 1];
  const pair = [randomFormula(draw, left), randomFormula(draw, Math.max(right, size - 1 - left))] as const;
  switch (draw(12)) {
    case 0:
      return `-${randomFormula(draw, size - 1)}`;
    case 1:
      return `(${randomFormula(draw, size - 1)})`;
    case 2:
      return `|${randomFormula(draw, size - 1)}|`;
    case 3:
      return `${one(draw, ['max', 'min'])}(${pair.join(', ')})`;
    case 4:
      return `where(${part()} ${one(draw, COMPARISONS)} ${part()}, ${pair.join(',')})`;
    case 5:
      return `(${pair[0]} ${one(draw, COMPARISONS)} ${pair[1]})`;
    case 6:
      return `${1 + draw(9)} ${one(draw, FUNCTIONS)}(${randomFormula(draw, size - 1)})`;
    case 7:
    case 8:
      return `${one(draw, FUNCTIONS)}(${randomFormula(draw, size - 1)})`;
    case 9:
      return `(${pair[0]})${one(draw, OPERATORS)}(${pair[1]})`;
    default:
      return pair.join(one(draw, OPERATORS));
  }
}

const PIECES = [
  ...NUMBERS,
  ...FUNCTIONS,
  ...OPERATORS,
  ...COMPARISONS,
  ...'z z z a b c d x max( min( where( ( ) ( ) | | , . = ^ & % # _ ~ \\ " ² ³ √ 𝜎 é \u0000 \ud800 \n --  ((((((( ||||| -(-('.split(
    ' ',
  ),
  ' ',
  'constructor(',
  '__proto__',
  'toString',
];

/** Any string, mostly out of what formulas are made of. */
export function randomText(draw: Draw): string {
  const length = draw(draw(4) === 0 ? 120 : 14);
  return Array.from({ length }, () => (draw(12) === 0 ? String.fromCharCode(draw(65536)) : one(draw, PIECES))).join('');
}

/** The same for links. */
export function randomLink(draw: Draw): string {
  const tokens = [
    'z',
    'z',
    '1',
    '0.5',
    '1em7',
    'a',
    'pi',
    'add',
    'sub',
    'mul',
    'div',
    'pow',
    'neg',
    'lt',
    'max',
    'where',
  ];
  const strange = [
    '',
    '00',
    '1e-7',
    '-',
    '.5',
    'call',
    'number',
    'name',
    'constructor',
    '__proto__',
    'ln',
    'x',
    '1e999',
  ];
  const length = 1 + draw(draw(4) === 0 ? 200 : 9);
  return Array.from({ length }, () => (draw(40) === 0 ? one(draw, strange) : one(draw, tokens))).join('-');
}
