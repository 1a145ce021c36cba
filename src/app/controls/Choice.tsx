import { useId } from 'react';
import { Maths } from './Maths.tsx';

interface ChoiceProps<Value extends string> {
  /** Accessible name. */
  readonly name: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly help: string;
}

/** One of several: a native select with its definition. */
export function Choice<Value extends string>({ name, value, options, onChange, help }: ChoiceProps<Value>) {
  const tip = useId();
  return (
    <span className="tipped">
      <select
        aria-label={name}
        aria-describedby={tip}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <span role="tooltip" id={tip} className="tip">
        <Maths text={help} />
      </span>
    </span>
  );
}
