import { lazy, Suspense, useRef, useState } from 'react';

const Gallery = lazy(async () => ({ default: (await import('./Gallery.tsx')).Gallery }));

/** Experiments worth a click, in a dialog; its pictures are drawn once it is opened. */
export function Examples() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setWanted(true);
          dialog.current?.showModal();
        }}
      >
        Examples
      </button>
      <dialog ref={dialog} className="drawer gallery" aria-label="Examples">
        <form method="dialog">
          <button type="submit" className="close">
            Close
          </button>
        </form>
        <Suspense fallback={null}>{wanted && <Gallery onChosen={() => dialog.current?.close()} />}</Suspense>
      </dialog>
    </>
  );
}
