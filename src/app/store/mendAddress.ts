import { allKeys } from '../../experiment/permalink.ts';

/** As the page writes it: keys that there are, each with a value in letters and digits. Only other links may need repair. */
export function isSound({ search, hash }: Pick<Location, 'search' | 'hash'>, keys: ReadonlySet<string>): boolean {
  const pairs = hash.slice(1).split('&');
  const sound = (pair: string) => {
    const [key = '', value = ''] = pair.split('=');
    return keys.has(key) && `${key}=${value}` === pair && /^(?!3D)[\w.-]*\w$/.test(value);
  };
  return search === '' && (hash.length < 2 || pairs.every(sound));
}

/**
 * Puts the link that was meant into the address bar, where the one there is damaged.
 * @returns what was mended, in sentences.
 */
export async function mendAddress(): Promise<readonly string[]> {
  const keys = new Set(allKeys());
  if (isSound(window.location, keys)) return [];
  try {
    const { repairedLink } = await import('../../experiment/repairLink.ts');
    const { search, fragment, repairs } = repairedLink(window.location, keys);
    if (repairs.length > 0) window.history.replaceState(null, '', `${window.location.pathname}${search}#${fragment}`);
    return repairs;
  } catch {
    // A frame without an address of its own (about:srcdoc) may not change it: the link is then judged key by key.
    return [];
  }
}
