import { useId } from 'react';
import { Tip } from './Tip.tsx';

interface ChoiceOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Options of one group stand together under its name. */
  readonly group?: string;
  /** Shown, but not to be chosen now; the label says why. */
  readonly disabled?: boolean;
}

interface ChoiceProps<Value extends string> {
  /** Accessible name. */
  readonly name: string;
  readonly value: Value;
  readonly options: readonly ChoiceOption<Value>[];
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
        {grouped(options).map(([group, members]) =>
          group === '' ? (
            <Options key="" options={members} />
          ) : (
            <optgroup key={group} label={group}>
              <Options options={members} />
            </optgroup>
          ),
        )}
      </select>
      <Tip id={tip} text={help} />
    </span>
  );
}

function Options<Value extends string>({ options }: { readonly options: readonly ChoiceOption<Value>[] }) {
  return options.map(({ value, label, disabled = false }) => (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  ));
}

/** Options by group, in the order of their first; those of no group under the empty name. */
function grouped<Value extends string>(options: readonly ChoiceOption<Value>[]) {
  const groups = new Map<string, ChoiceOption<Value>[]>();
  for (const option of options) {
    const members = groups.get(option.group ?? '') ?? [];
    groups.set(option.group ?? '', [...members, option]);
  }
  return [...groups];
}
