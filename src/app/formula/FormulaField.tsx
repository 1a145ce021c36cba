import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { type CaretPlace, caretPlace } from './caretPlace.ts';
import type { DraftInField } from './useDraft.ts';

interface FormulaFieldProps {
  readonly draft: DraftInField;
  /** The character that is wrong, or null. */
  readonly wrongAt: number | null;
  /** Of the element that says what is wrong. */
  readonly problemId: string;
}

/** The text field, and under it the sign that points at a character. */
export function FormulaField({ draft, wrongAt, problemId }: FormulaFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const wrong = 'problem' in draft.judged;
  useEffect(() => focusedOnceOpen(input.current), []);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') draft.take();
    // The next Escape closes the card.
    if (event.key === 'Escape' && draft.differs) {
      event.preventDefault();
      event.stopPropagation();
      draft.restore();
    }
  }

  return (
    <div className="formula-field">
      <label htmlFor={id}>σ(z) =</label>
      <span className="formula-line">
        <input
          ref={input}
          id={id}
          type="text"
          translate="no"
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="done"
          aria-invalid={wrong}
          aria-describedby={problemId}
          value={draft.text}
          onChange={(event) => draft.type(event.currentTarget.value)}
          onBlur={draft.take}
          onKeyDown={onKeyDown}
        />
        <Pointer input={input} text={draft.text} at={wrongAt} />
      </span>
    </div>
  );
}

interface PointerProps {
  readonly input: { readonly current: HTMLInputElement | null };
  readonly text: string;
  readonly at: number | null;
}

/** Points at a character from below. The text before it is laid out unseen in the field's own font, however wide its signs are. */
function Pointer({ input, text, at }: PointerProps) {
  const before = useRef<HTMLSpanElement>(null);
  const sign = useRef<HTMLSpanElement>(null);
  const [place, setPlace] = useState<CaretPlace | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text before the sign moves it
  useLayoutEffect(() => {
    const field = input.current;
    if (at === null || !field) return;
    const put = () => {
      if (!before.current || !sign.current) return;
      const [width, wide] = [before.current, sign.current].map((part) => part.getBoundingClientRect().width);
      const next = caretPlace(width!, field.scrollLeft, field.clientWidth, wide!);
      setPlace((last) => (last?.left === next.left && last.sign === next.sign ? last : next));
    };
    put();
    // A field scrolls after the key that makes it.
    const frame = requestAnimationFrame(put);
    field.addEventListener('scroll', put);
    window.addEventListener('resize', put);
    return () => {
      cancelAnimationFrame(frame);
      field.removeEventListener('scroll', put);
      window.removeEventListener('resize', put);
    };
  }, [input, at, text]);
  return (
    <span className="formula-pointer" aria-hidden="true" translate="no">
      {at !== null && (
        <>
          <span ref={before} className="formula-before">
            {text.slice(0, at)}
          </span>
          <span ref={sign} className="formula-sign" style={{ left: place?.left ?? 0 }}>
            {place?.sign ?? '^'}
          </span>
        </>
      )}
    </span>
  );
}

/**
 * The field has the focus once its card is open, if that was opened by its button: who comes by a list of activations may
 * still be choosing, and on a touch screen a keyboard would cover what the card shows.
 */
function focusedOnceOpen(input: HTMLInputElement | null): (() => void) | undefined {
  const card = input?.closest('[popover]');
  if (!input || !card) return;
  const focus = () => {
    const choosing = document.activeElement instanceof HTMLSelectElement;
    if (!choosing && window.matchMedia('(hover: hover)').matches) input.focus();
  };
  card.addEventListener('toggle', focus, { once: true });
  return () => card.removeEventListener('toggle', focus);
}
