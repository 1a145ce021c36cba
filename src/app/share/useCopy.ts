import { useState } from 'react';

export interface Copying {
  /** What became of the last copy. */
  readonly said: string;
  /** Copies the text of a field; where the browser forbids it, selects the text for the visitor to copy. */
  copy(what: string, field: HTMLTextAreaElement | null): void;
}

export function useCopy(): Copying {
  const [said, setSaid] = useState('');
  return {
    said,
    async copy(what, field) {
      if (field === null) return;
      // Said anew, and so heard anew, when the same is copied twice.
      setSaid('');
      try {
        await navigator.clipboard.writeText(field.value);
        setSaid(`Copied: ${what}.`);
      } catch {
        // Pages without https have no clipboard, and a frame needs the leave of the page around it.
        field.focus();
        field.select();
        setSaid(`This page may not copy by itself. The ${what} is selected: copy it with Ctrl+C or ⌘C.`);
      }
    },
  };
}
