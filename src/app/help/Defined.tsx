import { Maths } from '../controls/Maths.tsx';
import { BEST_CONSTANT, BEST_START, CRITICAL, type Entry, FLOAT32, INFINITE_WIDTH } from './terms.ts';

/** As sentences have them. */
const WORDS: readonly (readonly [word: string, entry: Entry])[] = [
  ['the best constant’s', BEST_CONSTANT],
  ['float32', FLOAT32],
  ['At infinite width', INFINITE_WIDTH],
  ['critical point', CRITICAL],
  ['best start', BEST_START],
];
/** An opening bracket stays with the word that follows it. */
const ANY = new RegExp(`(\\(?(?:${WORDS.map(([word]) => word).join('|')}))`);

/**
 * A sentence whose special words are one hover or focus away from their definitions. These are no part of the text, so
 * that who reads or copies the sentence has it without them.
 */
export function Defined({ text }: { readonly text: string }) {
  return text.split(ANY).map((part, index) => {
    const word = part.replace(/^\(/, '');
    const entry = WORDS.find(([known]) => known === word)?.[1];
    // The parts of one text never move.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    if (!entry) return <Maths key={index} text={part} />;
    return (
      // The parts of one text never move.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <span key={index} className="nowrap">
        <span>{part.slice(0, part.length - word.length)}</span>
        <span className="tipped">
          <button type="button" className="term defined" aria-description={entry.definition}>
            {word}
          </button>
          <span aria-hidden="true" className="tip" data-text={entry.definition} />
        </span>
      </span>
    );
  });
}
