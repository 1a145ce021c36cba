import type { ReactNode } from 'react';
import { DialogButton } from '../layout/DialogButton.tsx';
import { ScaleSwitch } from '../panels/ScaleSwitch.tsx';
import { Arms } from './Arms.tsx';
import { ExperimentControls } from './ExperimentControls.tsx';

interface ControlsDialogProps {
  readonly label?: string;
  readonly shortcut?: string;
  /** Stands below them. */
  readonly children?: ReactNode;
}

/** All controls, for the views that keep their frame for the charts. */
export function ControlsDialog({ label = 'Controls', shortcut, children }: ControlsDialogProps) {
  return (
    <DialogButton label={label} {...(shortcut && { shortcut })}>
      {() => (
        <>
          <Arms />
          <ExperimentControls />
          <ScaleSwitch />
          {children}
        </>
      )}
    </DialogButton>
  );
}
