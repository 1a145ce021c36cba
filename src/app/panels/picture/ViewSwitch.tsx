import { useId } from 'react';

interface ViewSwitchProps<View extends string> {
  /** What is chosen, for a screen reader. */
  readonly name: string;
  readonly views: Readonly<Record<View, string>>;
  readonly value: View;
  readonly onChange: (view: View) => void;
}

/** What a picture shows, of a few choices: native radio buttons, so that arrow keys go through them. */
export function ViewSwitch<View extends string>({ name, views, value, onChange }: ViewSwitchProps<View>) {
  const id = useId();
  return (
    <fieldset className="views" aria-label={name}>
      {(Object.entries(views) as [View, string][]).map(([view, label]) => (
        <label key={view}>
          <input type="radio" name={id} checked={view === value} onChange={() => onChange(view)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
