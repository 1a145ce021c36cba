/** Below this width, in CSS pixels, talk and story are one column that scrolls (views.css). */
const COLUMN = 720;

/**
 * Text size of talk and story in CSS pixels: 28 at 1280×720, so that the charts' notes, which are smaller, have 24, and as
 * large a part of every other screen; null in one column, where charts have their own.
 */
export function stageType({ width, height }: { readonly width: number; readonly height: number }): number | null {
  return width < COLUMN ? null : Math.max(14, 28 * Math.min(width / 1280, height / 720));
}
