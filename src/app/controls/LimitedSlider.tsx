import { capitalised } from '../../lib/capitalised.ts';
import { scaleOver } from './scale.ts';
import { writeTyped } from './typed.ts';
import { ValueSlider } from './ValueSlider.tsx';

interface LimitedSliderProps {
  /** What an activation or a task says of a number of its own. */
  readonly limits: {
    readonly label: string;
    readonly min: number;
    readonly max: number;
    readonly sliderMax?: number;
    readonly default: number;
    readonly integer: boolean;
  };
  readonly help: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A slider over the range of a number, or over the part of it that is mostly wanted. */
export function LimitedSlider({ limits, help, value, onChange }: LimitedSliderProps) {
  const { label, sliderMax = limits.max } = limits;
  return (
    <ValueSlider
      name={capitalised(label)}
      help={help}
      scale={scaleOver({ ...limits, max: sliderMax })}
      limits={limits}
      value={value}
      onChange={onChange}
      onReset={value === limits.default ? null : () => onChange(limits.default)}
      resetTo={writeTyped(limits.default)}
    />
  );
}
