import { useEffect, useState } from 'react';
import { type Dropped, dropped } from './dropped.ts';
import { hasFiles } from './keepPage.ts';

/**
 * Calls back with what is dropped anywhere on the page; true while something hangs above it. Beside a dialog that has
 * the page for itself nothing is taken.
 */
export function useFileDrop(take: (dropped: Dropped) => void): boolean {
  const [above, setAbove] = useState(false);
  useEffect(() => {
    const takes = (event: DragEvent) => hasFiles(event) && document.querySelector('dialog:modal') === null;
    const over = (event: DragEvent) => {
      if (!takes(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setAbove(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setAbove(false);
    };
    const drop = (event: DragEvent) => {
      setAbove(false);
      if (!takes(event) || !event.dataTransfer) return;
      event.preventDefault();
      take(dropped(event.dataTransfer));
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [take]);
  return above;
}
