import { lazy } from 'react';
import { DialogButton } from '../layout/DialogButton.tsx';

const Gallery = lazy(async () => ({ default: (await import('./Gallery.tsx')).Gallery }));

/** Experiments worth a click. */
export function Examples() {
  return (
    <DialogButton label="Examples" className="gallery">
      {(close) => <Gallery onChosen={close} />}
    </DialogButton>
  );
}
