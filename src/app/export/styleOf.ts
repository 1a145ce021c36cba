/** What an svg looks like, written into it: a copy that needs no style sheet and no custom property. */
import { SANS, SERIF } from './picture.ts';

/** Presentation properties that children inherit, and those that they do not with their initial values. */
const INHERITED = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'image-rendering',
  'letter-spacing',
  'paint-order',
  'stroke',
  'stroke-dasharray',
  'stroke-dashoffset',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'stroke-width',
  'text-anchor',
  'visibility',
] as const;
const OWN: readonly (readonly [string, string])[] = [
  ['opacity', '1'],
  ['dominant-baseline', 'auto'],
  ['vector-effect', 'none'],
  ['clip-path', 'none'],
];
const XLINK = 'http://www.w3.org/1999/xlink';
const DROPPED = ['style', 'class', 'tabindex'];

/** A copy of an svg of the page with every colour and font as it is now; hidden parts are left out. */
export function standaloneCopy(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  settle(svg, copy, null);
  return copy;
}

function settle(source: Element, copy: Element, parent: CSSStyleDeclaration | null): void {
  const style = getComputedStyle(source);
  if (style.display === 'none' && !UNDRAWN.has(source.localName)) {
    copy.remove();
    return;
  }
  const href = source.localName === 'image' ? source.getAttribute('href') : null;
  // SVG 2 has `href` alone; Inkscape draws no image without the older name.
  if (href !== null) copy.setAttributeNS(XLINK, 'xlink:href', href);
  for (const name of [...INHERITED, ...OWN.map(([own]) => own), ...DROPPED]) copy.removeAttribute(name);
  if (!UNDRAWN.has(source.localName)) {
    for (const name of INHERITED) {
      const value = read(style, name);
      if (value !== '' && (parent === null || value !== read(parent, name))) copy.setAttribute(name, value);
    }
    for (const [name, initial] of OWN) {
      const value = style.getPropertyValue(name);
      if (value !== '' && value !== initial) copy.setAttribute(name, value);
    }
  }
  // The copy loses children on the way: pair them beforehand.
  const pairs = Array.from(source.children, (child, i) => [child, copy.children[i]] as const);
  for (const [child, own] of pairs) if (own) settle(child, own, style);
}

/** Words and definitions: never drawn, always kept. */
const UNDRAWN: ReadonlySet<string> = new Set(['title', 'desc', 'defs', 'clipPath', 'linearGradient', 'stop']);

/** A property's value, in a form that programs for drawings read (docs/export.md says which were tried). */
function read(style: CSSStyleDeclaration, name: string): string {
  const value = style.getPropertyValue(name);
  switch (name) {
    case 'fill':
    case 'stroke':
      return plain(value);
    case 'fill-opacity':
    case 'stroke-opacity':
      return String(Number(value) * alphaOf(style.getPropertyValue(name.replace('-opacity', ''))));
    case 'font-weight':
      return plainWeight(value);
    case 'font-family':
      return plainFamily(value);
    default:
      return value;
  }
}

/** `rgb()` instead of `color()`, and nothing instead of a transparent colour; how opaque it is, is said apart. */
export function plain(value: string): string {
  const alpha = alphaOf(value);
  if (alpha === 0) return 'none';
  const [, red, green, blue] = /^color\(srgb (\S+) (\S+) (\S+)(?: \/ \S+)?\)$/.exec(value) ?? [];
  if (red !== undefined && green !== undefined && blue !== undefined) {
    return `rgb(${[red, green, blue].map((channel) => Math.round(255 * Number(channel))).join(', ')})`;
  }
  return value.replace(/^rgba\((.*),[^,]*\)$/, 'rgb($1)');
}

/** Of a computed colour: Inkscape paints what has it in the colour itself black. */
export function alphaOf(value: string): number {
  const [, alpha = '1'] = /^rgba\(.*,\s*(\S+)\)$/.exec(value) ?? /^color\(.* \/ (\S+)\)$/.exec(value) ?? [];
  return Number(alpha);
}

/** Whole hundreds: others are not CSS 2, and Inkscape sets them in normal weight. */
export const plainWeight = (value: string): string => String(Math.floor(Number(value) / 100) * 100 || value);

/** The page's families followed by what is likely to be installed where the file's own fonts are not read. */
export const plainFamily = (value: string): string =>
  [SANS, SERIF].find((family) => value.startsWith(family.split(',')[0] ?? '')) ?? value;
