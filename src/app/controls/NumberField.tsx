import { type KeyboardEvent, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { Maths } from './Maths.tsx';
import { readTyped, type TypedLimits, writeTyped } from './typed.ts';

export interface NumberFieldProps {
  /** Accessible name. */
  readonly name: string;
  readonly limits: TypedLimits;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** Id of the definition. */
  readonly describedBy?: string;
  /** Width in characters. */
  readonly size?: number;
}

/** A typed number. It is taken on Enter and on leaving; nonsense gets a sentence and the old value stays. */
export function NumberField({ name, limits, value, onChange, describedBy, size = 5 }: NumberFieldProps) {
  const problemId = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // Another value, from wherever it came, settles what was wrong with the last one.
  const [judged, setJudged] = useState(value);
  if (judged !== value) {
    setJudged(value);
    setProblem(null);
  }

  function take() {
    if (draft === null) return;
    const typed = readTyped(draft, limits);
    setDraft(null);
    if (typed.ok) {
      setProblem(null);
      if (typed.value !== value) onChange(typed.value);
    } else setProblem(`${typed.sentence} It stays at ${writeTyped(value)}.`);
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') take();
    if (event.key === 'Escape') {
      setDraft(null);
      setProblem(null);
    }
  }

  const shown = draft ?? writeTyped(value);
  return (
    <span className="number-field">
      {/* A text field: a number field would hide from us, and from the visitor, what was typed in vain. */}
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        size={size}
        aria-label={name}
        aria-describedby={[describedBy, problem && problemId].filter(Boolean).join(' ') || undefined}
        aria-invalid={problem !== null}
        value={shown}
        onChange={(event) => {
          setProblem(null);
          setDraft(event.currentTarget.value);
        }}
        data-long={shown.length > 8}
        onMouseDown={(event) => {
          // The first click would set the cursor and undo the selection.
          if (document.activeElement === event.currentTarget) return;
          event.preventDefault();
          event.currentTarget.focus();
        }}
        onFocus={({ currentTarget }) => {
          // All digits, before they are selected.
          flushSync(() => setDraft(String(value)));
          currentTarget.select();
        }}
        onBlur={take}
        onKeyDown={onKeyDown}
      />
      {problem !== null && (
        <span role="alert" id={problemId} className="problem">
          <Maths text={problem} />
          <button type="button" className="quiet" aria-label={`Dismiss: ${name}`} onClick={() => setProblem(null)}>
            ×
          </button>
        </span>
      )}
    </span>
  );
}
