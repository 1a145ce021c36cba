import type { CSSProperties } from 'react';
import type { PanelName } from '../../experiment/experiment.ts';
import { serialise } from '../../experiment/permalink.ts';
import { ControlsDialog } from '../controls/ControlsDialog.tsx';
import { Transport } from '../controls/Transport.tsx';
import { LoadingNote } from '../layout/LoadingNote.tsx';
import { Notices } from '../layout/Notices.tsx';
import { Verdicts } from '../panels/Verdicts.tsx';
import { WhileSeen } from '../panels/WhileSeen.tsx';
import { useLab } from '../store/LabContext.tsx';
import { PANEL_VIEWS } from './panels.tsx';

/** Unless the link names others. */
export const DEFAULT_PANELS: readonly PanelName[] = ['variance', 'loss', 'fit'];

/** What stands in the frame of another page: verdicts, panels, and as many controls as were asked for; nothing scrolls. */
export function EmbedView() {
  const panels = useLab(({ display }) => display.panels) ?? DEFAULT_PANELS;
  const controls = useLab(({ display }) => display.controls);
  return (
    <main className="embed">
      <Notices />
      <LoadingNote />
      <Verdicts />
      <PanelGrid panels={panels} />
      {controls !== 'none' && (
        <div className="embed-bar">
          <Transport />
          {controls === 'all' && <ControlsDialog />}
          <OpenInFull />
          <span className="way-out">Esc: keys back to the page around</span>
        </div>
      )}
    </main>
  );
}

/** The first panel large, and the first to answer; the others beside it. */
export function PanelGrid({ panels }: { readonly panels: readonly PanelName[] }) {
  return (
    <div className="panel-grid" data-count={panels.length} style={{ '--beside': panels.length - 1 } as CSSProperties}>
      {panels.map((name, index) => {
        const Panel = PANEL_VIEWS[name];
        return (
          <WhileSeen key={name} first={index === 0} className="panel-cell" data-panel={name}>
            <Panel />
          </WhileSeen>
        );
      })}
    </div>
  );
}

function OpenInFull() {
  const experiment = useLab((state) => state.experiment);
  const display = useLab((state) => state.display);
  const fragment = serialise(experiment, { ...display, view: 'full', panels: null, controls: 'play' });
  return (
    <a href={`${window.location.pathname}#${fragment}`} target="_blank" rel="noreferrer" className="open-full">
      Open the lab
    </a>
  );
}
