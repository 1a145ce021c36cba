/** Pictures as text: an svg document around charts that stand by themselves. */
import { columnAndRow } from '../../lib/columnAndRow.ts';
import { keyMarkup, keyOf, type SetKey } from './key.ts';
import { charactersIn, escaped, wrapped } from './words.ts';

/** The page's colours as they are now. */
export interface Colours {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
}

/** A chart as svg text with its size in its own pixels. */
export interface Drawing {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** An `<svg>` element. */
  readonly svg: string;
  /** The legend that it shares with charts beside it. */
  readonly set?: SetKey | null;
}

/** What stands under every picture. */
export interface Caption {
  /** Sentences on the experiment. */
  readonly parameters: readonly string[];
  readonly permalink: string;
  readonly citation: string;
}

/** Fonts that the file holds, then what a program that does not read them may have, as wide as they are. */
export const SANS = '"Inter Variable", Inter, Arial, sans-serif';
export const SERIF = '"Source Serif 4 Variable", "Source Serif 4", Georgia, "Times New Roman", serif';

/** Around a chart. */
export const PADDING = 12;
/** Font size of a caption under a chart. */
const SMALL = 10;

/** Text at a place. */
export interface Text {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly family: string;
  readonly weight?: number;
  readonly words: string;
}

export const textElement = ({ x, y, size, fill, family, weight = 400, words }: Text): string =>
  `<text x="${x}" y="${y}" font-size="${size}" font-family="${escaped(family)}" font-weight="${weight}" fill="${escaped(fill)}">${escaped(words)}</text>`;

/** A chart's svg at a place and in a size; its own viewBox scales it. */
export function placed({ svg, width, height }: Drawing, x: number, y: number, scale: number): string {
  const size = ` x="${x}" y="${y}" width="${width * scale}" height="${height * scale}"`;
  return svg.replace(/^<svg\b[^>]*>/, (tag) =>
    tag.replace(/ (?:x|y|width|height)="[^"]*"/g, '').replace(/>$/, `${size}>`),
  );
}

/** C_W, C_b and K_1 with their indices lowered; in a permalink they would be part of the address. */
const subscripted = (markup: string, size: number): string =>
  markup.replace(
    /\b([CK])_([Wb1]) =/g,
    (_, base, index) =>
      `${base}<tspan font-size="0.72em" dy="${0.25 * size}">${index}</tspan><tspan dy="${-0.25 * size}"> =</tspan>`,
  );

/** Between charts that stand beside each other. */
const GAP = 16;

/** Charts of a set as one, two in a row. */
export function sideBySide(title: string, drawings: readonly Drawing[]): Drawing {
  const columns = Math.min(2, drawings.length);
  const cell = {
    width: Math.max(...drawings.map(({ width }) => width)) + GAP,
    height: Math.max(...drawings.map(({ height }) => height)) + GAP,
  };
  const width = columns * cell.width - GAP;
  const height = Math.ceil(drawings.length / columns) * cell.height - GAP;
  const content = drawings.map((drawing, index) => {
    const [column, row] = columnAndRow(index, columns);
    return placed(drawing, column * cell.width, row * cell.height, 1);
  });
  const svg = `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${content.join('')}</svg>`;
  return { title, width, height, svg, set: drawings[0]?.set ?? null };
}

interface Lines {
  readonly markup: string;
  readonly height: number;
}

/** The experiment, permalink and citation from `y` downwards. */
export function captionLines(
  { parameters, permalink, citation }: Caption,
  { x, y, width, size, fill }: { x: number; y: number; width: number; size: number; fill: string },
): Lines {
  const characters = charactersIn(width, size, 'sans');
  const broken = (text: string) => wrapped(text, characters);
  const said = parameters.flatMap(broken);
  const lines = [...said, ...broken(permalink), ...broken(citation)];
  const spacing = Math.round(1.4 * size);
  const markup = lines
    .map((words, i) => {
      const line = textElement({ x, y: y + spacing * i + size, size, fill, family: SANS, words });
      return i < said.length ? subscripted(line, size) : line;
    })
    .join('');
  return { markup, height: spacing * lines.length };
}

/** A whole file: declaration, fonts, paper, content. */
export function svgFile(
  { width, height }: { readonly width: number; readonly height: number },
  title: string,
  fonts: string,
  paper: string,
  content: string,
): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${fonts}text{font-variant-numeric:tabular-nums}</style>`,
    `<rect width="${width}" height="${height}" fill="${escaped(paper)}"/>`,
    content,
    '</svg>\n',
  ].join('');
}

/** One chart over its key and its caption. */
export function figureFile(drawing: Drawing, caption: Caption, fonts: string, { paper, ink, soft }: Colours): string {
  const place = { x: PADDING, y: PADDING + drawing.height + 8, width: drawing.width, size: SMALL };
  const key = keyMarkup(keyOf(drawing), { ...place, fill: ink }, (text) =>
    textElement({ ...text, size: SMALL, fill: ink, family: SANS }),
  );
  const top = place.y + key.height;
  const { markup, height } = captionLines(caption, { ...place, y: top, fill: soft });
  return svgFile(
    { width: drawing.width + 2 * PADDING, height: top + height + PADDING },
    drawing.title,
    fonts,
    paper,
    placed(drawing, PADDING, PADDING, 1) + key.markup + markup,
  );
}
