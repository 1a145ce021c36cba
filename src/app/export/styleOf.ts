/** What an svg looks like, written into it: a copy that needs no style sheet and no custom property. */

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
  for (const name of [...INHERITED, ...OWN.map(([own]) => own), ...DROPPED]) copy.removeAttribute(name);
  if (!UNDRAWN.has(source.localName)) {
    for (const name of INHERITED) {
      const value = style.getPropertyValue(name);
      if (value !== '' && value !== parent?.getPropertyValue(name)) copy.setAttribute(name, plain(value));
    }
    for (const [name, initial] of OWN) {
      const value = style.getPropertyValue(name);
      if (value !== '' && value !== initial) copy.setAttribute(name, plain(value));
    }
  }
  // The copy loses children on the way: pair them beforehand.
  const pairs = Array.from(source.children, (child, i) => [child, copy.children[i]] as const);
  for (const [child, own] of pairs) if (own) settle(child, own, style);
}

/** Words and definitions: never drawn, always kept. */
const UNDRAWN: ReadonlySet<string> = new Set(['title', 'desc', 'defs', 'clipPath', 'linearGradient', 'stop']);

/** Nothing instead of a transparent colour, and rgb() instead of color(): what every program for drawings reads. */
export function plain(value: string): string {
  if (/^rgba\(.*,\s*0\)$/.test(value)) return 'none';
  const [, red, green, blue, alpha] = /^color\(srgb (\S+) (\S+) (\S+)(?: \/ (\S+))?\)$/.exec(value) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return value;
  const channels = [red, green, blue].map((channel) => Math.round(255 * Number(channel))).join(', ');
  return alpha === undefined ? `rgb(${channels})` : `rgba(${channels}, ${alpha})`;
}
