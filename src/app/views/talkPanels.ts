import { PANELS, type PanelName } from '../../experiment/experiment.ts';

/** Of the talk view, unless the link names others. */
export const TALK_PANELS: readonly PanelName[] = ['variance', 'loss', 'fit'];

/** More would be too small to be read from the last row. */
const MOST = 3;

/** The panel of a digit from 1 to 9: the first ones of the permalink's list. */
export const panelOfKey = (digit: number): PanelName | null => (digit < 1 ? null : (PANELS[digit - 1] ?? null));

/** The key of a panel, where it has one. */
export function keyOfPanel(name: PanelName): number | null {
  const place = PANELS.indexOf(name) + 1;
  return place > 9 ? null : place;
}

/**
 * The panels after one of them was called for: one that is shown goes, unless it is the last; another comes in the
 * permalink's order, and takes the place of the last one where there are three.
 */
export function withPanel(shown: readonly PanelName[], name: PanelName): readonly PanelName[] {
  if (shown.includes(name)) return shown.length > 1 ? shown.filter((other) => other !== name) : shown;
  if (shown.length >= MOST) return [...shown.slice(0, MOST - 1), name];
  const after = shown.findIndex((other) => PANELS.indexOf(other) > PANELS.indexOf(name));
  return after < 0 ? [...shown, name] : [...shown.slice(0, after), name, ...shown.slice(after)];
}
