/** Places what opens over the page beside what it belongs to. Style sheets and browsers open it, and know nothing of that. */
import { beside, GAP } from './beside.ts';

/** Room that holds most cards, CSS pixels: how tall one is that grows with what it holds cannot be known before it is open. */
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
  const { width, height } = getComputedStyle(target);
  const known = Number.parseFloat(height);
  const size = { width: Number.parseFloat(width), height: known || ENOUGH };
  const place = beside(button.getBoundingClientRect(), size, windowSize(), 'below');
  const edge = place.edge + scrollY;
  style.position = 'absolute';
  style.margin = '0';
  style.left = `${place.left + scrollX}px`;
  style.right = 'auto';
  style.top = place.side === 'below' ? `${edge}px` : 'auto';
  style.bottom = place.side === 'above' ? `${windowSize().height - edge}px` : 'auto';
  style.maxHeight = `${place.maxHeight}px`;
  if (known > place.maxHeight) {
    // One of a known height is seen as a whole, if need be over its button.
    style.top = `${windowSize().height - known - GAP + scrollY}px`;
    style.bottom = 'auto';
    style.maxHeight = '';
  }
}

function placeTip(tip: HTMLElement, word: Element): void {
  const { width, height } = tip.getBoundingClientRect();
  const { side, left, edge } = beside(word.getBoundingClientRect(), { width, height }, windowSize(), 'above');
  tip.style.left = `${left}px`;
  tip.style.top = `${side === 'below' ? edge : edge - height}px`;
}

/** Every tip that is open, with what it stands beside. */
function openTips(): readonly (readonly [HTMLElement, HTMLElement])[] {
  return [...document.querySelectorAll<HTMLElement>('.tip')].flatMap((tip) => {
    const word = tip.parentElement;
    return word?.matches(':hover, :has(:focus-visible)') && tip.checkVisibility() ? [[tip, word] as const] : [];
  });
}

function placeOpenTips(): void {
  for (const [tip, word] of openTips()) placeTip(tip, word);
}

/** Escape takes a tip away before anything else: it may cover what is to be read (WCAG 2.2, 1.4.13, "dismissible"). */
function dismissTips(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return;
  const open = openTips();
  if (open.length === 0) return;
  event.stopPropagation();
  event.preventDefault();
  for (const [, word] of open) dismiss(word);
}

/** Until pointer and focus have left its word. */
function dismiss(word: HTMLElement): void {
  const until = new AbortController();
  word.dataset.dismissed = '';
  const left = () => {
    if (word.matches(':hover, :focus-within')) return;
    delete word.dataset.dismissed;
    until.abort();
  };
  for (const event of ['pointerleave', 'focusout']) {
    word.addEventListener(event, () => requestAnimationFrame(left), { signal: until.signal });
  }
}

window.addEventListener('beforetoggle', placeCard, { capture: true });
for (const event of ['pointerover', 'focusin', 'scroll', 'resize']) {
  window.addEventListener(event, placeOpenTips, { capture: true, passive: true });
}
window.addEventListener('keydown', dismissTips, { capture: true });
