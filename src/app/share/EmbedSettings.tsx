import type { ReactNode } from 'react';
import { CONTROLS, type ControlsName, PANELS, type PanelName } from '../../experiment/experiment.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { PANEL_LABELS } from '../views/panelLabels.ts';
import type { EmbedOptions } from './snippets.ts';

const WIDTH = { label: 'Width', min: 320, max: 1920, integer: true };
const HEIGHT = { label: 'Height', min: 240, max: 1080, integer: true };

const SIZES = [
  { width: 960, height: 540 },
  { width: 640, height: 360 },
];

const CONTROLS_LABELS: Readonly<Record<ControlsName, string>> = {
  none: 'none',
  play: 'play and step',
  all: 'all, in a drawer',
};

interface EmbedSettingsProps {
  readonly options: EmbedOptions;
  onChange(changed: Partial<EmbedOptions>): void;
}

/** How large the embed is and what it shows. */
export function EmbedSettings({ options, onChange }: EmbedSettingsProps) {
  const { width, height, panels, controls, play } = options;
  const preset = SIZES.findIndex((size) => size.width === width && size.height === height);
  return (
    <div className="embed-settings">
      <Row label="Size">
        <select
          aria-label="Size"
          value={preset}
          onChange={({ currentTarget }) => onChange(SIZES[Number(currentTarget.value)] ?? {})}
        >
          {SIZES.map((size, index) => (
            <option key={size.width} value={index}>
              {`${size.width} × ${size.height}`}
            </option>
          ))}
          {preset < 0 && <option value={-1}>your own</option>}
        </select>
        <span className="embed-numbers">
          <NumberField name="Width" limits={WIDTH} value={width} onChange={(value) => onChange({ width: value })} />
          <span aria-hidden="true">×</span>
          <NumberField name="Height" limits={HEIGHT} value={height} onChange={(value) => onChange({ height: value })} />
        </span>
      </Row>
      <Row label="Controls">
        <select
          aria-label="Controls of the embed"
          value={controls}
          onChange={({ currentTarget }) => {
            const chosen = CONTROLS.find((name) => name === currentTarget.value);
            if (chosen) onChange({ controls: chosen });
          }}
        >
          {CONTROLS.map((name) => (
            <option key={name} value={name}>
              {CONTROLS_LABELS[name]}
            </option>
          ))}
        </select>
        <label>
          <input
            type="checkbox"
            checked={play}
            onChange={({ currentTarget }) => onChange({ play: currentTarget.checked })}
          />{' '}
          train on load
        </label>
      </Row>
      <PanelChoice panels={panels} onChange={(chosen) => onChange({ panels: chosen })} />
    </div>
  );
}

interface PanelChoiceProps {
  readonly panels: readonly PanelName[];
  onChange(panels: readonly PanelName[]): void;
}

function PanelChoice({ panels, onChange }: PanelChoiceProps) {
  return (
    <fieldset className="panel-choice">
      <legend>Panels, in the order chosen; the first is large</legend>
      {PANELS.map((name) => {
        const place = panels.indexOf(name);
        return (
          <label key={name}>
            <input
              type="checkbox"
              checked={place >= 0}
              onChange={() => onChange(place < 0 ? [...panels, name] : panels.filter((other) => other !== name))}
            />
            <span>
              <span>{PANEL_LABELS[name]}</span>
              {place >= 0 && <span className="soft">{` ${place + 1}`}</span>}
            </span>
          </label>
        );
      })}
      {panels.length === 0 && <p className="soft">None chosen: the embed shows its own three.</p>}
    </fieldset>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="embed-row">
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}
