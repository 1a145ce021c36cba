import { allKeys } from '../../experiment/permalink.ts';
import { repairedLink } from '../../experiment/repairLink.ts';

/** Puts the link that was meant into the address bar, where the one there is damaged. Returns what was mended, in sentences. */
export function mendAddress(): readonly string[] {
  const { pathname, search, hash } = window.location;
  const { fragment, repairs } = repairedLink({ search, hash }, new Set(allKeys()));
  if (repairs.length === 0) return [];
  // A query that was meant as the fragment is in it now.
  const kept = hash === '' ? '' : search;
  try {
    window.history.replaceState(null, '', `${pathname}${kept}#${fragment}`);
  } catch {
    // A frame without an address of its own (about:srcdoc) may not change it: the link is then judged key by key.
    return [];
  }
  return repairs;
}
