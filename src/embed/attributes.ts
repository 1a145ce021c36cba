/** Attributes of the custom element as keys of the permalink. */

/** Attributes that are not keys of the permalink. */
const OWN = new Set(['src', 'class', 'id', 'style', 'title', 'slot', 'hidden', 'role', 'lang', 'dir', 'tabindex']);

/** Whether an attribute is a key of the permalink. */
export const isKey = (name: string): boolean =>
  !OWN.has(name) && !name.startsWith('data-') && !name.startsWith('aria-');

/** The fragment that attributes say; several arms are separated by spaces. */
export function fragmentOf(attributes: Iterable<readonly [string, string]>): string {
  const pairs: string[] = [];
  for (const [name, value] of attributes) {
    if (!isKey(name)) continue;
    const values = name === 'arm' ? value.trim().split(/\s+/) : [value];
    pairs.push(...values.map((one) => `${name}=${encodeURIComponent(one)}`));
  }
  return pairs.join('&');
}
