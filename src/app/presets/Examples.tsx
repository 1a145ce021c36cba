import { DialogButton } from '../layout/DialogButton.tsx';
import { LOADING, later } from '../layout/later.tsx';

const Gallery = later(async () => (await import('./Gallery.tsx')).Gallery, LOADING);

/** Experiments worth a click. */
export function Examples() {
  return (
    <DialogButton label="Examples" className="gallery">
      {(close) => <Gallery onChosen={close} />}
    </DialogButton>
  );
}
