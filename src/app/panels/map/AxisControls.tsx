import { useState } from 'react';
import type { MapAxis, MapKey } from '../../../experiment/map/map.ts';
import { axisFault, MAP_LIMITS, mapLimits } from '../../../experiment/map/map.ts';
import { NumberField } from '../../controls/NumberField.tsx';
import { axisOption, axisWords } from './axisWords.ts';

interface AxisControlsProps {
  /** `across` or `upwards`. */
  readonly direction: string;
  readonly axis: MapAxis;
  readonly keys: readonly MapKey[];
  readonly onKey: (key: MapKey) => void;
  readonly onAxis: (axis: MapAxis) => void;
}

/**
 * An axis of the map as a line of a sentence. While its numbers do not go together they stay here, with the reason, and the map
 * keeps its axis.
 */
export function AxisControls({ direction, axis, keys, onKey, onAxis }: AxisControlsProps) {
  const [draft, setDraft] = useState<MapAxis | null>(null);
  // Another axis, from wherever it came, settles the draft.
  const [drafted, setDrafted] = useState(axis);
  if (drafted !== axis) {
    setDrafted(axis);
    setDraft(null);
  }
  const shown = draft ?? axis;
  const fault = axisFault(shown);
  const change = (fields: Partial<MapAxis>) => {
    const next = { ...shown, ...fields };
    if (axisFault(next) === null) onAxis(next);
    else setDraft(next);
  };
  const { min, max, integer } = mapLimits(shown.key);
  const name = axisWords(shown.key).symbol;
  const limits = (which: string) => ({ label: `the axis ${name} ${which}`, min, max, integer });
  return (
    <fieldset className="map-axis">
      <legend>{direction}</legend>
      <select
        aria-label={`${direction}: what the axis goes over`}
        value={shown.key}
        onChange={(event) => onKey(event.currentTarget.value as MapKey)}
      >
        {keys.map((key) => (
          <option key={key} value={key}>
            {axisOption(key)}
          </option>
        ))}
      </select>
      <span className="map-field">
        <span>from</span>
        <NumberField
          name={`${direction} from`}
          limits={limits('begins')}
          value={shown.from}
          onChange={(from) => change({ from })}
        />
      </span>
      <span className="map-field">
        <span>to</span>
        <NumberField
          name={`${direction} to`}
          limits={limits('ends')}
          value={shown.to}
          onChange={(to) => change({ to })}
        />
      </span>
      <span className="map-field">
        <span>in</span>
        <NumberField
          name={`${direction} cells`}
          limits={{ ...MAP_LIMITS.cells, label: 'the number of cells' }}
          value={shown.cells}
          onChange={(cells) => change({ cells })}
          size={3}
        />
        <span>cells</span>
      </span>
      <label className="map-log">
        <input
          type="checkbox"
          aria-label={`${direction}: logarithmic`}
          checked={shown.log}
          onChange={(event) => change({ log: event.currentTarget.checked })}
        />
        <span>logarithmic</span>
      </label>
      {fault !== null && (
        <p role="alert" className="map-problem">
          {`The axis ${name} cannot be used: ${fault}. The map keeps its axis until this is changed.`}
        </p>
      )}
    </fieldset>
  );
}
