import { useRef } from 'react';
import { capitalised } from '../../lib/capitalised.ts';
import type { Copying } from './useCopy.ts';

interface CopyFieldProps {
  /** What it is, as in “Copy link”. */
  readonly what: string;
  readonly text: string;
  readonly rows: number;
  readonly onCopy: Copying['copy'];
}

/** Text to be taken away: to read, to select, and to copy by its button. */
export function CopyField({ what, text, rows, onCopy }: CopyFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <div className="copy-field">
      <textarea ref={field} readOnly spellCheck={false} rows={rows} aria-label={capitalised(what)} value={text} />
      <button type="button" onClick={() => onCopy(what, field.current)}>
        {`Copy ${what}`}
      </button>
    </div>
  );
}
