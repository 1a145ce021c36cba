import { type CSSProperties, useId } from 'react';
import { Maths } from './Maths.tsx';
import { NumberField } from './NumberField.tsx';
import { positionOf, positions, type SliderScale, shareOf, valueAt } from './scale.ts';
import { Tip } from './Tip.tsx';
import { type TypedLimits, writeTyped } from './typed.ts';

export interface ValueSliderProps {
  /** Accessible name, e.g. `Depth`. */
  readonly name: string;
  /** What stands before the slider; the name in lower case if left out. */
  readonly label?: string;
  /** Said after the value by a screen reader, e.g. `layers`. */
  readonly unit?: string;
  /** One or two sentences: what this number is. */
  readonly help: string;
  readonly scale: SliderScale;
  readonly limits: TypedLimits;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** Null: the value is at its default already. */
  readonly onReset: (() => void) | null;
  /** What the reset goes back to, e.g. `10`. */
  readonly resetTo: string;
}

/** A slider with its value as a typed field and a reset. Native elements: the browser's keys, touch and speech come free. */
export function ValueSlider(props: ValueSliderProps) {
  const { name, label = name.toLowerCase(), unit, help, scale, limits, value, onChange, onReset, resetTo } = props;
  const tip = useId();
  const take = (position: number) => {
    const next = valueAt(scale, position);
    if (next !== value) onChange(next);
  };
  return (
    <div className="value-slider tipped">
      <span className="slider-label">
        <Maths text={label} />
      </span>
      <input
        type="range"
        aria-label={name}
        aria-describedby={tip}
        aria-valuetext={`${writeTyped(value)}${unit ? ` ${unit}` : ''}`}
        {...positions(scale)}
        style={{ '--share': shareOf(scale, value) } as CSSProperties}
        value={positionOf(scale, value)}
        onChange={(event) => take(event.currentTarget.valueAsNumber)}
      />
      <NumberField name={`${name} value`} limits={limits} value={value} onChange={onChange} describedBy={tip} />
      <button
        type="button"
        className="quiet reset"
        aria-label={`Reset ${name.toLowerCase()} to ${resetTo}`}
        title={`Reset to ${resetTo}`}
        disabled={onReset === null}
        onClick={() => onReset?.()}
      >
        ↺
      </button>
      <Tip id={tip} text={help} />
    </div>
  );
}
