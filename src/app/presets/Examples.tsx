import { loadFormulas } from '../../activations/loadFormulas.ts';
import { DialogButton } from '../layout/DialogButton.tsx';
import { LOADING, later } from '../layout/later.tsx';

/** Some of its pictures are of typed formulas. */
const Gallery = later(async () => {
  const [{ Gallery }] = await Promise.all([import('./Gallery.tsx'), loadFormulas()]);
  return Gallery;
}, LOADING);

/** Experiments worth a click. */
export function Examples() {
  return (
    <DialogButton label="Examples" className="gallery">
      {(close) => <Gallery onChosen={close} />}
    </DialogButton>
  );
}
