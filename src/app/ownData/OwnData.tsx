import { useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { later } from '../layout/later.tsx';
import { useFileDrop } from './useFileDrop.ts';
import { useReading } from './useReading.ts';

const OwnDataPanel = later(async () => (await import('./OwnDataPanel.tsx')).OwnDataPanel);

/** Bring your own data: dropped anywhere on the page, chosen, or pasted. */
export function OwnData() {
  const reading = useReading();
  const [open, setOpen] = useState(false);
  const details = useRef<HTMLDetailsElement>(null);
  const dropping = useFileDrop(async (dropped) => {
    setOpen(true);
    await reading.readFiles(dropped);
    // The page may have been dropped on far from here.
    details.current?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <>
      <details
        ref={details}
        className="own-data"
        open={open}
        onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      >
        <summary>Your own data</summary>
        {open && <OwnDataPanel reading={reading} />}
      </details>
      {dropping && createPortal(<p className="drop-hint">Drop the file to read it</p>, document.body)}
    </>
  );
}
