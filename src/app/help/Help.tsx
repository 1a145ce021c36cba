import { DialogButton } from '../layout/DialogButton.tsx';
import { LOADING, later } from '../layout/later.tsx';

const HelpContents = later(async () => (await import('./HelpContents.tsx')).HelpContents, LOADING);

/** How to read the charts, keys, words, documents, and how to cite. */
export function Help() {
  return (
    <DialogButton label="?" name="Help" shortcut="?" className="help">
      {() => <HelpContents />}
    </DialogButton>
  );
}
