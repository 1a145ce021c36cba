import { lazy, Suspense, useEffect, useRef, useState } from 'react';

const ExportDialog = lazy(async () => ({ default: (await import('./ExportDialog.tsx')).ExportDialog }));

/** What can be taken away from the page; asked for once the button is pressed. */
export function Export() {
  const [open, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Export
      </button>
      {open && (
        <dialog ref={dialog} className="drawer export" aria-labelledby="export-title" onClose={() => setOpen(false)}>
          <form method="dialog">
            <button type="submit" className="close">
              Close
            </button>
          </form>
          <h2 id="export-title">Export</h2>
          <Suspense fallback={<p>Loading …</p>}>
            <ExportDialog />
          </Suspense>
        </dialog>
      )}
    </>
  );
}
