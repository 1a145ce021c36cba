/** From the page as it stands to the files that are saved. */
import { INK, INK_SOFT, PAPER } from '../../charts/shared/chart.ts';
import { type Exported, type FigureSet, type PageFigure, sizeOf } from './figures.ts';
import { fontFaces } from './fonts.ts';
import type { SetKey } from './key.ts';
import { type Caption, type Colours, type Drawing, figureFile, sideBySide } from './picture.ts';
import { type PosterVerdict, posterFile } from './poster.ts';
import { plain, standaloneCopy } from './styleOf.ts';

/** What a colour of the page's theme is now, in a form that every program reads. */
export function pageColour(colour: string): string {
  const probe = document.createElement('span');
  probe.style.color = colour;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return plain(color);
}

const pageColours = (): Colours => ({
  paper: pageColour(PAPER),
  ink: pageColour(INK),
  soft: pageColour(INK_SOFT),
});

const drawn = (svg: SVGSVGElement) => ({
  ...sizeOf(svg),
  svg: new XMLSerializer().serializeToString(standaloneCopy(svg)),
});

const drawingOf = ({ title, svg, set }: PageFigure): Drawing => ({ title, ...drawn(svg), set: set && keyOfSet(set) });

const keyOfSet = ({ name, key }: FigureSet): SetKey => ({
  name,
  entries: key.map(({ svg, words }) => ({ mark: drawn(svg), words })),
});

/** One chart, or several of a set beside each other, as an svg file. */
export async function figureSvg({ title, figures }: Exported, caption: Caption): Promise<string> {
  const drawings = figures.map(drawingOf);
  const [only] = drawings;
  const drawing = only && drawings.length === 1 ? only : sideBySide(title, drawings);
  return figureFile(drawing, caption, await fontFaces(['Inter Variable']), pageColours());
}

/** Every chart of the page as one svg file. */
export async function posterSvg(
  title: string,
  verdicts: readonly PosterVerdict[],
  figures: readonly PageFigure[],
  caption: Caption,
): Promise<string> {
  const drawings = figures.map(drawingOf);
  const fonts = await fontFaces(['Inter Variable', 'Source Serif 4 Variable']);
  return posterFile({ title, verdicts, drawings, caption }, fonts, pageColours());
}
