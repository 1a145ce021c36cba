import { BEST_CONSTANT, type Entry, FLOAT32, INFINITE_WIDTH } from './terms.ts';

/** As sentences have them. */
const WORDS: readonly (readonly [word: string, entry: Entry])[] = [
  ['the best constant’s', BEST_CONSTANT],
  ['float32', FLOAT32],
  ['At infinite width', INFINITE_WIDTH],
];
const ANY = new RegExp(`(${WORDS.map(([word]) => word).join('|')})`);

/**
 * A sentence whose special words are one hover or focus away from their definitions. These are no part of the text, so
 * that who reads or copies the sentence has it without them.
 */
export function Defined({ text }: { readonly text: string }) {
  return text.split(ANY).map((part, index) => {
    const entry = WORDS.find(([word]) => word === part)?.[1];
    if (!entry) return part;
    return (
      <button
        // The parts of one text never move.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        key={index}
        type="button"
        className="term defined"
        aria-description={entry.definition}
        data-tip={entry.definition}
      >
        {part}
      </button>
    );
  });
}
