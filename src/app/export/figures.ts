/** A chart of the page. */
export interface PageFigure {
  readonly title: string;
  readonly svg: SVGSVGElement;
  /** The charts among which it stands, where they share a legend; null: it stands alone. */
  readonly set: FigureSet | null;
}

/** Charts of one kind, and their legend. */
export interface FigureSet {
  readonly name: string;
  readonly key: readonly { readonly svg: SVGSVGElement; readonly words: string }[];
}

/**
 * The charts that can be seen, in the page's order; Figure.tsx draws each of them as the svg of a figure with a title.
 * Titles that come again are numbered.
 */
export function pageFigures(root: ParentNode): readonly PageFigure[] {
  const seen = new Map<string, number>();
  return Array.from(root.querySelectorAll<SVGSVGElement>('main figure > svg[role="img"]')).flatMap((svg) => {
    const title = svg.querySelector(':scope > title')?.textContent ?? '';
    const { width, height } = svg.getBoundingClientRect();
    if (title === '' || width === 0 || height === 0) return [];
    const times = (seen.get(title) ?? 0) + 1;
    seen.set(title, times);
    return [{ title: times === 1 ? title : `${title} (${times})`, svg, set: setOf(svg) }];
  });
}

/** The page names a set by `data-figures`; entries of its legend have an svg and words each. */
function setOf(svg: SVGSVGElement): FigureSet | null {
  const around = svg.closest<HTMLElement>('[data-figures]');
  if (around === null) return null;
  const entries = Array.from(around.querySelectorAll('[data-key] > li'));
  const key = entries.flatMap((entry) => {
    const mark = entry.querySelector('svg');
    return mark === null ? [] : [{ svg: mark, words: entry.textContent ?? '' }];
  });
  return { name: around.dataset.figures ?? '', key };
}

/** What is saved as one picture. */
export interface Exported {
  readonly title: string;
  readonly figures: readonly PageFigure[];
}

/** Each chart by itself, and after the last of a set all of it together. */
export function withSets(figures: readonly PageFigure[]): readonly Exported[] {
  return figures.flatMap((figure, index) => {
    const alone: Exported = { title: figure.title, figures: [figure] };
    const name = figure.set?.name;
    const all = figures.filter(({ set }) => set?.name === name);
    const last = name !== undefined && all.length > 1 && all.at(-1) === figures[index];
    return last ? [alone, { title: `${name}, all arms`, figures: all }] : [alone];
  });
}

/** Size in CSS pixels, as drawn. */
export function sizeOf(svg: SVGSVGElement): { readonly width: number; readonly height: number } {
  const { width, height } = svg.viewBox.baseVal;
  return { width, height };
}
