/** Links come back from chats, mails and documents damaged in a few known ways: what is certain is repaired, and said. */

export interface Link {
  /** Without its `#`. */
  readonly fragment: string;
  /** What was repaired, in sentences; empty for a sound link. */
  readonly repairs: readonly string[];
}

/** As in `window.location`. */
interface Address {
  readonly search: string;
  readonly hash: string;
}

/** What a sentence, a bracket or a quotation leaves at the end of an address, and no value ends with. */
const TRAILING = /[.,;:!?>"'`*\]}»”’]+$/;

/**
 * The fragment that was meant.
 * @param keys that a query must hold at least one of to be taken for a fragment with the wrong sign before it.
 */
export function repairedLink({ search, hash }: Address, keys: ReadonlySet<string>): Link {
  const repairs: string[] = [];
  let fragment = hash.replace(/^#/, '');
  const query = search.replace(/^\?/, '');
  if (fragment === '' && keysOf(query).some((key) => keys.has(key))) {
    fragment = query;
    repairs.push('The link had ? where # belongs.');
  }
  const unescaped = withoutEscapes(fragment);
  if (unescaped !== fragment) {
    fragment = unescaped;
    repairs.push('The link was escaped.');
  }
  const ended = withoutTrail(fragment);
  if (ended !== fragment) {
    repairs.push(`At the end of the link stood ${decoded(fragment.slice(ended.length))}, which is no part of it.`);
    fragment = ended;
  }
  return { fragment, repairs };
}

const keysOf = (text: string): readonly string[] => text.split('&').map((pair) => pair.split(/=|%3D/i)[0] ?? '');

/** HTML's `&amp;`, a fragment encoded as a whole (perhaps twice), and the backslashes of Markdown and LaTeX. */
function withoutEscapes(fragment: string): string {
  let text = fragment;
  // A sound fragment with a key has = in it; one that was encoded as a whole has %3D instead.
  for (let round = 0; round < 2 && !text.includes('=') && /%(25)*3D/i.test(text); round++) text = decoded(text);
  return text.replace(/&(amp|#38|#x26);/gi, '&').replace(/(\\|%5C)(?=[_&#%~])/gi, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not an encoding: what it says is judged key by key.
    return text;
  }
}

/** A bracket closes something of the sentence around where none is open in the link itself. */
function withoutTrail(fragment: string): string {
  const at = fragment.lastIndexOf('&') + 1;
  let last = decodedEnd(fragment.slice(at));
  for (;;) {
    const shorter = last.replace(TRAILING, '').replace(/\)+$/, (closing) => {
      const open = (last.match(/\(/g) ?? []).length - (last.match(/\)/g) ?? []).length + closing.length;
      return ')'.repeat(Math.max(0, Math.min(open, closing.length)));
    });
    if (shorter === last) return fragment.slice(0, at) + last;
    last = shorter;
  }
}

/** Browsers write some of these signs as codes. */
const decodedEnd = (value: string): string =>
  value.replace(/(%22|%3E|%60|%E2%80%9D|%E2%80%99|%C2%BB)+$/i, (codes) => decoded(codes));
