import { PANELS } from '../../experiment/experiment.ts';
import { useActions, useLab } from '../store/LabContext.tsx';
import { PANEL_LABELS } from './panelLabels.ts';
import { keyOfPanel, TALK_PANELS, withPanel } from './talkPanels.ts';

/** Which panels the talk view shows, each with the key that does the same. */
export function PanelChoice() {
  const panels = useLab(({ display }) => display.panels) ?? TALK_PANELS;
  const { show } = useActions();
  return (
    <fieldset className="panel-choice">
      <legend>Panels, three at a time, and their keys</legend>
      {PANELS.map((name) => {
        const key = keyOfPanel(name);
        return (
          <label key={name}>
            <input
              type="checkbox"
              checked={panels.includes(name)}
              onChange={() => show({ panels: withPanel(panels, name) })}
            />
            <span>{PANEL_LABELS[name]}</span>
            {key !== null && <kbd>{key}</kbd>}
          </label>
        );
      })}
    </fieldset>
  );
}
