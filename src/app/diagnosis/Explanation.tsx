import { useId, useMemo, useState } from 'react';
import { serialise } from '../../experiment/permalink.ts';
import { Maths } from '../controls/Maths.tsx';
import { DocumentLink } from '../help/DocumentLink.tsx';
import type { ArmVerdict } from '../panels/armVerdicts.ts';
import { useLab } from '../store/LabContext.tsx';
import type { Shown } from '../store/shown.ts';
import { isStale } from '../store/store.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import './explanation.css';
import { factsOf } from './facts.ts';
import type { Remedy } from './remedies.ts';
import { sentencesBehind } from './sentences.ts';

interface ExplanationProps {
  readonly index: number;
  readonly arm: ArmVerdict;
  readonly shown: Shown;
}

/** Why an arm's verdict is what it is, one thing to try, and the rest of the story over the page. */
export function Explanation({ index, arm, shown }: ExplanationProps) {
  const { input, label } = arm;
  const diagnosis = useDiagnosis(index, arm, shown);
  const remedy = diagnosis?.remedy ?? null;
  // In the story, and in a frame whose visitors may not change the experiment, nothing is to be tried.
  const changeable = useLab(
    ({ display }) => display.story === null && (display.view !== 'embed' || display.controls === 'all'),
  );
  const display = useLab((state) => state.display);
  const [tried, setTried] = useState('');
  // To another address, so that Back undoes it.
  const follow = ({ words, experiment }: Remedy) => {
    setTried(`Trying ${words}.`);
    window.location.hash = serialise(experiment, display);
  };
  return (
    <>
      {diagnosis && (
        <span className="why">
          <Maths text={diagnosis.why} />{' '}
        </span>
      )}
      {remedy && changeable && (
        <span>
          <button type="button" className="try" onClick={() => follow(remedy)}>
            Try <Maths text={remedy.words} />
          </button>{' '}
        </span>
      )}
      <More label={label} sentences={sentencesBehind(input, diagnosis)} explained={diagnosis !== null} />
      <span role="status" className="unseen">
        {tried}
      </span>
    </>
  );
}

/** Found anew only where what it is told from has changed in kind: not with every frame of a run. */
function useDiagnosis(index: number, { outcome }: ArmVerdict, shown: Shown): Diagnosis | null {
  const present = useLab((state) => (isStale(state) ? shown.experiment : state.experiment));
  const { start } = shown;
  const now = shown.latest.measurement.arms[index];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the latest measurement of a run is another object every frame
  return useMemo(() => {
    const facts = factsOf(shown, index, present);
    return facts && diagnose(facts, outcome);
  }, [start, present, index, outcome, now?.status, now?.failure?.step]);
}

interface MoreProps {
  readonly label: string;
  readonly sentences: readonly string[];
  /** It failed of a cause, which the document on causes tells more of. */
  readonly explained: boolean;
}

function More({ label, sentences, explained }: MoreProps) {
  const id = useId();
  return (
    <>
      <button type="button" className="term more" popoverTarget={id} aria-label={`More on ${label}`}>
        more
      </button>
      <span id={id} popover="auto" className="behind">
        {sentences.map((sentence) => (
          <span key={sentence}>
            <Maths text={sentence} />{' '}
          </span>
        ))}
        {explained && <DocumentLink name="remedies" />}
      </span>
    </>
  );
}
