/** From the page as it stands to the files that are saved. */
import { type PageFigure, sizeOf } from './figures.ts';
import { fontFaces } from './fonts.ts';
import { type Caption, type Colours, type Drawing, figureFile } from './picture.ts';
import { type PosterVerdict, posterFile } from './poster.ts';
import { standaloneCopy } from './styleOf.ts';

/** The value that a custom property of the page has now, as a colour that every program reads. */
export function pageColour(property: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${property})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

const pageColours = (): Colours => ({
  paper: pageColour('--paper'),
  ink: pageColour('--ink'),
  soft: pageColour('--ink-soft'),
});

function drawingOf({ title, svg }: PageFigure): Drawing {
  return { title, ...sizeOf(svg), svg: new XMLSerializer().serializeToString(standaloneCopy(svg)) };
}

/** One chart as an svg file. */
export async function figureSvg(figure: PageFigure, caption: Caption): Promise<string> {
  const drawing = drawingOf(figure);
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
