/** Places what opens over the page beside what it belongs to. Style sheets and browsers open it, and know nothing of that. */
import { beside } from './beside.ts';

/** Room that holds most cards, CSS pixels: how tall one is cannot be known before it is open. */
const ENOUGH = 260;

/** The window without its scrollbars. */
function windowSize() {
  const { clientWidth, clientHeight } = document.documentElement;
  return { width: clientWidth, height: clientHeight };
}

/** A card that is about to open, beside the button that opens it; it then scrolls with the page. */
function placeCard({ target, newState }: ToggleEvent): void {
  if (!(target instanceof HTMLElement) || newState !== 'open') return;
  const button = document.querySelector(`[popovertarget="${CSS.escape(target.id)}"]`);
  if (!button) return;
  const { style } = target;
  const width = Number.parseFloat(getComputedStyle(target).width);
  const place = beside(button.getBoundingClientRect(), { width, height: ENOUGH }, windowSize(), 'below');
  const edge = place.edge + scrollY;
  style.position = 'absolute';
  style.margin = '0';
  style.left = `${place.left + scrollX}px`;
  style.right = 'auto';
  style.top = place.side === 'below' ? `${edge}px` : 'auto';
  style.bottom = place.side === 'above' ? `${windowSize().height - edge}px` : 'auto';
  style.maxHeight = `${place.maxHeight}px`;
}

function placeTip(tip: HTMLElement, word: Element): void {
  const { width, height } = tip.getBoundingClientRect();
  const { side, left, edge } = beside(word.getBoundingClientRect(), { width, height }, windowSize(), 'above');
  tip.style.left = `${left}px`;
  tip.style.top = `${side === 'below' ? edge : edge - height}px`;
}

function placeOpenTips(): void {
  for (const tip of document.querySelectorAll<HTMLElement>('.tip')) {
    const word = tip.parentElement;
    if (word?.matches(':hover, :has(:focus-visible)') && tip.checkVisibility()) placeTip(tip, word);
  }
}

window.addEventListener('beforetoggle', placeCard, { capture: true });
for (const event of ['pointerover', 'focusin', 'scroll', 'resize']) {
  window.addEventListener(event, placeOpenTips, { capture: true, passive: true });
}
