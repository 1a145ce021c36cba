import { DialogButton } from '../layout/DialogButton.tsx';
import { LOADING, later } from '../layout/later.tsx';

const ExportDialog = later(async () => (await import('./ExportDialog.tsx')).ExportDialog, LOADING);

/** What can be taken away from the page. */
export function Export() {
  return (
    <DialogButton label="Export" className="export">
      {() => <ExportDialog />}
    </DialogButton>
  );
}
