import { lazy } from 'react';
import { DialogButton } from '../layout/DialogButton.tsx';

const ShareDialog = lazy(async () => ({ default: (await import('./ShareDialog.tsx')).ShareDialog }));

/** Links, embeds and the QR code. A preview trains no further once the dialog has closed. */
export function Share() {
  return (
    <DialogButton label="Share" className="share">
      {() => <ShareDialog />}
    </DialogButton>
  );
}
