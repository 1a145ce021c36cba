import { lazy } from 'react';
import { DialogButton } from '../layout/DialogButton.tsx';

const ExportDialog = lazy(async () => ({ default: (await import('./ExportDialog.tsx')).ExportDialog }));

/** What can be taken away from the page. */
export function Export() {
  return (
    <DialogButton label="Export" className="export">
      {() => <ExportDialog />}
    </DialogButton>
  );
}
