/** A chart of the page. */
export interface PageFigure {
  readonly title: string;
  readonly svg: SVGSVGElement;
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
    return [{ title: times === 1 ? title : `${title} (${times})`, svg }];
  });
}

/** Size in CSS pixels, as drawn. */
export function sizeOf(svg: SVGSVGElement): { readonly width: number; readonly height: number } {
  const { width, height } = svg.viewBox.baseVal;
  return { width, height };
}
