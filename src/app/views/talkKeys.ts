import type { PanelName } from '../../experiment/experiment.ts';
import type { KeyFocus, KeyPress } from '../controls/shortcuts.ts';
import { panelOfKey } from './talkPanels.ts';

/** What a key of the talk view asks for. */
export type TalkMove =
  | { readonly kind: 'panel'; readonly name: PanelName }
  | { readonly kind: 'own panels' | 'strip' | 'leave' };

/** With a modifier a key is the browser's; letters and digits count on the page itself only (WCAG 2.1.4). */
export function talkMove(press: Omit<KeyPress, 'shiftKey'>, { owner, letters }: KeyFocus): TalkMove | null {
  const { key, ctrlKey, altKey, metaKey, repeat } = press;
  if (owner === 'field' || ctrlKey || altKey || metaKey || repeat) return null;
  if (key === 'Escape') return { kind: 'leave' };
  if (!letters) return null;
  if (key === '0') return { kind: 'own panels' };
  if (key === 'c' || key === 'C') return { kind: 'strip' };
  const name = /^[1-9]$/.test(key) ? panelOfKey(Number(key)) : null;
  return name && { kind: 'panel', name };
}
