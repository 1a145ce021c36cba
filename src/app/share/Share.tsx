import { DialogButton } from '../layout/DialogButton.tsx';
import { LOADING, later } from '../layout/later.tsx';

const ShareDialog = later(async () => (await import('./ShareDialog.tsx')).ShareDialog, LOADING);

/** Links, embeds and the QR code. A preview trains no further once the dialog has closed. */
export function Share() {
  return (
    <DialogButton label="Share" className="share">
      {() => <ShareDialog />}
    </DialogButton>
  );
}
