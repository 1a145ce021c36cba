/**
 * Links that lead out of the lab. In a frame they would put another page in its place, or none where that refuses to be
 * framed; and a page around may forbid new windows, which browsers then do without a word.
 */

/** Opens them in windows of their own; where that is forbidden, says so and shows the address to copy. */
export function openOutside(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (event.defaultPrevented || link === null || link.hasAttribute('download') || !leadsOut(link)) return;
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // Not `noopener`, with which the answer is null in any case.
    const opened = window.open(link.href, '_blank');
    if (opened === null) showAddress(link.href);
    else opened.opener = null;
  });
}

const leadsOut = ({ href, target }: HTMLAnchorElement): boolean =>
  href !== '' && (target === '_blank' || withoutFragment(href) !== withoutFragment(window.location.href));

const withoutFragment = (address: string): string => address.split('#')[0] ?? '';

const FORBIDDEN =
  'The page around the lab forbids new windows: its frame has sandbox without allow-popups. Here is the address to copy.';

/** Outside of what the views draw, since any of them may hold the link. */
function showAddress(address: string): void {
  const dialog = element('dialog', { className: 'drawer', ariaLabel: 'Address to copy' });
  const field = element('textarea', { readOnly: true, value: address, rows: 4, ariaLabel: 'Address' });
  const close = element('button', { type: 'button', textContent: 'Close' });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  const copied = element('div', { className: 'copy-field' });
  copied.append(field, close);
  dialog.append(element('p', { textContent: FORBIDDEN }), copied);
  document.body.append(dialog);
  dialog.showModal();
  field.select();
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}
