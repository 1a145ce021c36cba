/**
 * Translators of a page put elements of their own in place of its texts, of which React knows nothing. A text that is all
 * that its element has is set anew as a whole; one with siblings is a node that React looks for later, and does not find.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

/** As far as it matters here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly value?: unknown;
  readonly operator?: string;
  readonly name?: string;
  readonly expression?: Node;
  readonly consequent?: Node;
  readonly alternate?: Node;
  readonly left?: Node;
  readonly right?: Node;
  readonly callee?: Node;
  readonly object?: Node;
  readonly property?: Node;
  readonly children?: readonly Node[];
}

/** What a child comes to: a text that stays, one that may change, an element, or one that comes and goes. */
type Kind = 'nothing' | 'static' | 'text' | 'element' | 'coming and going';

/** Names that hold elements alone. */
const ELEMENTS = new Set(['children', 'foot', 'overlay', 'controls']);
/** Calls that give elements alone. */
const MAKERS = new Set(['map', 'flatMap', 'createPortal', 'children', 'slider']);

function kindOf(node: Node | undefined): Kind {
  if (!node) return 'nothing';
  switch (node.type) {
    case 'JSXEmptyExpression':
      return 'nothing';
    case 'JSXElement':
    case 'JSXFragment':
      return 'element';
    case 'JSXText':
      return shows(String(node.value)) ? 'static' : 'nothing';
    case 'JSXExpressionContainer':
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return kindOf(node.expression);
    case 'Literal':
      return node.value === null ? 'nothing' : 'static';
    case 'LogicalExpression':
      return oneOf(kindOf(node.right), node.operator === '&&' ? 'nothing' : kindOf(node.left));
    case 'ConditionalExpression':
      return oneOf(kindOf(node.consequent), kindOf(node.alternate));
    case 'CallExpression':
      return MAKERS.has(node.callee?.property?.name ?? node.callee?.name ?? '') ? 'coming and going' : 'text';
    default:
      return ELEMENTS.has(node.property?.name ?? node.name ?? '') ? 'element' : 'text';
  }
}

function oneOf(a: Kind, b: Kind): Kind {
  if ([a, b].some((kind) => kind === 'static' || kind === 'text')) return 'text';
  return a === 'element' && b === 'element' ? 'element' : 'coming and going';
}

/** Of what is written over several lines, JSX drops the ends of the lines. */
const shows = (text: string): boolean => !text.includes('\n') || text.trim() !== '';

/** Children of one element, or of several that share their parent, that a translator would part from React. */
function lost(children: readonly Node[], alone: boolean): readonly Node[] {
  const told = children.map((node) => ({ node, kind: kindOf(node) })).filter(({ kind }) => kind !== 'nothing');
  if (alone && told.length === 1) return [];
  return told
    .filter(({ kind }, i) => {
      if (kind !== 'coming and going') return kind === 'text';
      // It is put before what follows it.
      return told.slice(i + 1).find((other) => other.kind !== 'coming and going')?.kind === 'static';
    })
    .map(({ node }) => node);
}

function everyNode(node: unknown): Node[] {
  if (typeof node !== 'object' || node === null) return [];
  const within = Object.values(node).flatMap(everyNode);
  return 'type' in node ? [node as Node, ...within] : within;
}

/** Each as `line: source`. */
function lostTexts(name: string, source: string): string[] {
  return everyNode(parseSync(name, source).program)
    .filter(({ type }) => type === 'JSXElement' || type === 'JSXFragment')
    .flatMap(({ type, children = [] }) => lost(children, type === 'JSXElement'))
    .map(({ start }) => `${source.slice(0, start).split('\n').length}: ${source.slice(start).split('\n')[0]}`);
}

test.each([
  ['<p>{step} steps</p>', 1],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a source
  ['<p>{`${step} steps`}</p>', 0],
  ['<p><b>Fixed</b> text</p>', 0],
  ['<p>{on && <b>b</b>} after</p>', 1],
  ['<p>before {on && <b>b</b>}</p>', 0],
  ["<p><b>b</b>{on ? 'one' : 'two'}</p>", 1],
  ['<p>{names.map((name) => <b key={name}>{name}</b>)}<i /></p>', 0],
  ['<>{base}</>', 1],
])('%s has %i texts that a translator would part from React', (markup, count) => {
  expect(lostTexts('a.tsx', `const a = ${markup};`)).toHaveLength(count);
});

test('every text of the page that changes is all that its element has', () => {
  const root = join(import.meta.dirname, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!test)\.tsx$/.test(name));
  expect(files.length).toBeGreaterThan(100);
  expect(
    files.flatMap((name) => lostTexts(name, readFileSync(join(root, name), 'utf8')).map((at) => `${name}:${at}`)),
  ).toEqual([]);
});
