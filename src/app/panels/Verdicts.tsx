import { useMemo } from 'react';
import { ArmMarker, armScope } from '../controls/ArmMarker.tsx';
import { useLab } from '../store/LabContext.tsx';
import { isStale } from '../store/store.ts';
import { useSurvival } from './useSurvival.ts';
import { verdicts } from './view.ts';

/** What became of each arm, in words. */
export function Verdicts() {
  const experiment = useLab((state) => state.experiment);
  const shown = useLab((state) => state.shown);
  const stale = useLab(isStale);
  const survival = useSurvival(shown?.experiment ?? experiment);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was counted meanwhile is part of the verdicts
  const said = useMemo(() => verdicts(experiment, shown), [experiment, shown, survival]);
  return (
    <section aria-label="Verdicts" className="verdicts" data-stale={stale}>
      <ul className="columns" data-count={said.length}>
        {said.map(({ slot, label, text, theory, outcome }) => (
          <li key={slot} {...armScope(slot)} data-outcome={outcome}>
            <ArmMarker slot={slot} />
            <p>
              <Named text={text} label={label} /> <span className="soft">{theory}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The text with the arm's name in the arm's colour. */
function Named({ text, label }: { readonly text: string; readonly label: string }) {
  const at = text.indexOf(label);
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <strong className="arm-name">{label}</strong>
      {text.slice(at + label.length)}
    </>
  );
}
