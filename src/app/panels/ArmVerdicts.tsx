import { useMemo } from 'react';
import { ArmMarker, armScope } from '../controls/ArmMarker.tsx';
import { Defined } from '../help/Defined.tsx';
import { later } from '../layout/later.tsx';
import { useLab } from '../store/LabContext.tsx';
import { verdicts } from './armVerdicts.ts';
import { useSurvival } from './useSurvival.ts';

const Explanation = later(async () => (await import('../diagnosis/Explanation.tsx')).Explanation);
const VerdictNews = later(async () => (await import('./VerdictNews.tsx')).VerdictNews);

/** What became of each arm in words, and once it has been measured why, and what to try. */
export function ArmVerdicts() {
  const experiment = useLab((state) => state.experiment);
  const shown = useLab((state) => state.shown);
  const unbuilt = useLab(({ failedRun, run }) => failedRun === run);
  const survival = useSurvival(shown?.experiment ?? experiment);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was counted meanwhile is part of the verdicts
  const said = useMemo(() => verdicts(experiment, shown, unbuilt), [experiment, shown, unbuilt, survival]);
  return (
    <>
      <ul className="columns" data-count={said.length}>
        {said.map((arm, index) => (
          <li key={arm.slot} {...armScope(arm.slot)} data-outcome={arm.outcome}>
            <ArmMarker slot={arm.slot} />
            <p>
              <Named text={arm.text} label={arm.label} />{' '}
              {shown && <Explanation index={index} arm={arm} shown={shown} />}
            </p>
          </li>
        ))}
      </ul>
      <VerdictNews said={said} />
    </>
  );
}

/** The text with the arm's name in the arm's colour. */
function Named({ text, label }: { readonly text: string; readonly label: string }) {
  const at = text.indexOf(label);
  if (at < 0) return <Defined text={text} />;
  return (
    <>
      <span>{text.slice(0, at)}</span>
      <strong className="arm-name" translate="no">
        {label}
      </strong>
      <Defined text={text.slice(at + label.length)} />
    </>
  );
}
