import { useEffect, useState } from 'react';
import { Maths } from '../controls/Maths.tsx';
import { useActions, useLab } from '../store/LabContext.tsx';
import './toasts.css';

/** A toast is read at this pace at the latest, in milliseconds, after a moment to notice it. */
const PER_CHARACTER = 70;
const NOTICED = 4000;

/** How long a sentence stands, in milliseconds. */
export const standingTime = (sentence: string): number => NOTICED + PER_CHARACTER * sentence.length;

/**
 * What changed with something else that the visitor changed: said, and gone again. A toast waits as long as the pointer
 * or the focus is on any; its time then begins anew. It lies over the page, which does not move.
 */
export function Toasts() {
  const toasts = useLab((state) => state.toasts);
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const some = toasts.length > 0;
  useEffect(() => {
    // What vanishes under the pointer or with the focus sends no event.
    if (some) return;
    setPointed(false);
    setFocused(false);
  }, [some]);
  return (
    <div
      role="status"
      aria-label="What changed besides"
      aria-atomic="false"
      className="toasts"
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      {toasts.map((sentence) => (
        <Toast key={sentence} sentence={sentence} held={pointed || focused} />
      ))}
    </div>
  );
}

function Toast({ sentence, held }: { readonly sentence: string; readonly held: boolean }) {
  const { dropToast } = useActions();
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dropToast(sentence), standingTime(sentence));
    return () => clearTimeout(timer);
  }, [held, sentence, dropToast]);
  return (
    <div className="toast">
      <p>
        <Maths text={sentence} />
      </p>
      <button type="button" className="quiet" aria-label="Dismiss" onClick={() => dropToast(sentence)}>
        ×
      </button>
    </div>
  );
}
