import { lazy, Suspense, useEffect, useRef, useState } from 'react';

const ShareDialog = lazy(async () => ({ default: (await import('./ShareDialog.tsx')).ShareDialog }));

/** Links, embeds and the QR code, in a dialog. What is in it goes when it closes: a preview trains no further. */
export function Share() {
  const [open, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Share
      </button>
      {open && (
        <dialog
          ref={dialog}
          className="drawer share"
          aria-labelledby="share-title"
          onClose={(event) => {
            // React also tells of the dialogs within.
            if (event.target === event.currentTarget) setOpen(false);
          }}
        >
          <form method="dialog">
            <button type="submit" className="close">
              Close
            </button>
          </form>
          <h2 id="share-title">Share</h2>
          <Suspense fallback={<p>Loading …</p>}>
            <ShareDialog />
          </Suspense>
        </dialog>
      )}
    </>
  );
}
