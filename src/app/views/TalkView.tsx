import type { PanelName } from '../../experiment/experiment.ts';
import { ControlsDialog } from '../controls/ControlsDialog.tsx';
import { Transport } from '../controls/Transport.tsx';
import { EngineStatus } from '../layout/EngineStatus.tsx';
import { LoadingNote } from '../layout/LoadingNote.tsx';
import { Notices } from '../layout/Notices.tsx';
import { Verdicts } from '../panels/Verdicts.tsx';
import { Examples } from '../presets/Examples.tsx';
import { useLab } from '../store/LabContext.tsx';
import { PanelGrid } from './EmbedView.tsx';
import { TextSizeContext } from './textSize.ts';

const DEFAULT_PANELS: readonly PanelName[] = ['variance', 'loss'];
/** To be read from the last row, CSS pixels: the charts' notes are smaller than their names, and 24 at least. */
const TEXT = 28;

/** For a projector: the main chart large, all type 24 px or more, everything by keyboard; nothing scrolls. */
export function TalkView() {
  const panels = useLab(({ display }) => display.panels) ?? DEFAULT_PANELS;
  return (
    <TextSizeContext value={TEXT}>
      <main className="talk">
        <Notices />
        <LoadingNote />
        <Verdicts />
        <PanelGrid panels={panels} />
        <div className="embed-bar">
          <Transport />
          <Examples />
          <ControlsDialog shortcut="c">
            <EngineStatus />
          </ControlsDialog>
        </div>
      </main>
    </TextSizeContext>
  );
}
