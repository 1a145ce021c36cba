/** Links come back from chats, mails and documents damaged in a few known ways: what is certain is repaired, and said. */

export interface Link {
  /** What is left of the query. */
  readonly search: string;
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

/** The fragment that was meant. A key that is none of `keys` is never taken for one. */
export function repairedLink({ search, hash }: Address, keys: ReadonlySet<string>): Link {
  const repairs: string[] = [];
  const asked = keysOfQuery(search, keys);
  let fragment = hash.replace(/^#/, '');
  const repair = (repaired: string, sentence: string) => {
    if (repaired !== fragment) repairs.push(sentence);
    fragment = repaired;
  };
  repair(joined(asked, fragment), 'The link had ? where # belongs.');
  repair(withoutEscapes(fragment, keys), 'The link was escaped.');
  repair(withoutBlanks(fragment), 'The link had blanks or invisible signs in it.');
  repair(withoutLead(fragment, keys), 'Before the first key of the link stood what is no part of it.');
  repair(withoutTrackers(fragment), 'A mark for counting visits was taken off the link.');
  const ended = withoutTrail(fragment);
  repair(ended, `At the end of the link stood ${decoded(fragment.slice(ended.length))}, which is no part of it.`);
  return { search: asked === '' ? search : '', fragment, repairs };
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('&');
const keyOf = (pair: string): string => pair.split('=', 1)[0] ?? '';

/** What of a query is a permalink's; the rest is the server's or a counter's. */
function keysOfQuery(search: string, keys: ReadonlySet<string>): string {
  const pairs = withoutEscapes(search.replace(/^\?/, ''), keys).split('&');
  return pairs.filter((pair) => keys.has(keyOf(pair))).join('&');
}

/**
 * HTML's `&amp;`, perhaps twice or without its semicolon; `=` and `&` as codes, where a key is beside them; mail's `=3D`; and
 * the backslashes of Markdown and LaTeX.
 */
function withoutEscapes(fragment: string, keys: ReadonlySet<string>): string {
  let text = fragment;
  // A sound fragment with a key has = in it; one that was encoded as a whole has %3D instead.
  for (let round = 0; round < 3 && !text.includes('=') && /%(25)*3D/i.test(text); round++) text = decoded(text);
  const key = [...keys].join('|');
  text = text
    .replace(/(&|%26)((amp|#38|#x26)(;|%3B))+/gi, '&')
    .replace(new RegExp(`(&|%26)(amp)?(?=(${key})(=|%3D))`, 'gi'), '&')
    .replace(new RegExp(`(^|&)(${key})%3D`, 'gi'), '$1$2=')
    .replace(/(\\|%5C)(?=[_&#%~])/gi, '');
  const values = text.split('&').map((pair) => pair.slice(keyOf(pair).length));
  return values.every((value) => value.startsWith('=3D')) ? text.replaceAll('=3D', '=') : text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not an encoding: what it says is judged key by key.
    return text;
  }
}

/** Lines that a mail has broken, zero-width characters that a chat puts in: a blank means nothing in any value. */
const withoutBlanks = (fragment: string): string =>
  characters(fragment)
    .filter(({ is }) => !/[\s\u00ad\u200b-\u200f\u2060\ufeff]/.test(is))
    .map(({ written }) => written)
    .join('');

/** `#?`, `#/`, `#!`, a quote before the first key. */
function withoutLead(fragment: string, keys: ReadonlySet<string>): string {
  const after = characters(fragment);
  const first = after.findIndex(({ is }) => /[\p{L}\p{N}]/u.test(is));
  const rest = after.slice(Math.max(0, first)).map(({ written }) => written);
  return keys.has(keyOf(rest.join(''))) ? rest.join('') : fragment;
}

/** Newsletters and networks add these to every link that passes through them. */
const TRACKER = /^(utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|_hsenc|_hsmi)$/;

function withoutTrackers(fragment: string): string {
  const pairs = fragment.split('&');
  const kept = pairs.filter((pair) => !TRACKER.test(keyOf(pair)));
  return kept.length === pairs.length ? fragment : kept.join('&');
}

/** What a sentence, a bracket or a quotation leaves at the end of an address, and no value ends with. */
const TRAILING = /[.,;:!?=|<>"'`*\\\]}…–—“”„’‘«»、。，：；！？）】」]/;

/** A bracket closes something of the sentence around where none is open in the link itself. */
function withoutTrail(fragment: string): string {
  // A tag of HTML, or a second #.
  const untagged = fragment.replace(/((<|%3C)\/?[a-z]+\/?(>|%3E)|#.*)+$/i, '');
  const at = untagged.lastIndexOf('&') + 1;
  const last = characters(untagged.slice(at));
  const count = (bracket: string) => last.filter(({ is }) => is === bracket).length;
  for (let end = last.at(-1); end !== undefined; end = last.at(-1)) {
    if (!TRAILING.test(end.is) && !(end.is === ')' && count(')') > count('('))) break;
    last.pop();
  }
  return untagged.slice(0, at) + last.map(({ written }) => written).join('');
}

interface Character {
  readonly is: string;
  /** In the address, perhaps as codes. */
  readonly written: string;
}

function characters(text: string): Character[] {
  const written = text.match(/%[0-7][0-9a-f]|%[c-f][0-9a-f](%[89ab][0-9a-f])+|./gisu) ?? [];
  return written.map((one) => ({ written: one, is: decoded(one) }));
}
