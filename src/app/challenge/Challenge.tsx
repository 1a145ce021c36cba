import './challenge.css';
import { useMemo, useState } from 'react';
import { parseFragment, serialise } from '../../experiment/permalink.ts';
import { PRESETS } from '../../experiment/presets.ts';
import { Maths } from '../controls/Maths.tsx';
import { writeTyped } from '../controls/typed.ts';
import { measured } from '../panels/view.ts';
import { useActions, useLab } from '../store/LabContext.tsx';
import { isStale } from '../store/store.ts';
import { theoryOf } from '../theory.ts';
import { ANSWERED, ANSWERS } from './answers.ts';
import { hangsOnScale, layers, passage, tryText } from './challenge.ts';

/**
 * Where the first step finds an arm lost whose fate hangs on its input scale, the page asks whether the visitor can save it.
 * It stays while that arm is tried, and goes for good when it is dismissed.
 */
export function Challenge() {
  const shown = useLab((state) => state.shown);
  const present = useLab((state) => state.experiment);
  const stale = useLab(isStale);
  const { newSeed } = useActions();
  const [dismissed, dismiss] = useState(false);
  // What was measured is told with the numbers of its own run, also while the next one is on its way.
  const experiment = shown?.experiment ?? present;
  const { setup } = theoryOf(experiment);
  const start = shown?.start.measurement.arms;
  const tries = useMemo(
    () =>
      setup.arms.map(({ activation }, index) => {
        const own = measured(start, index, activation.id);
        return own ? passage(own, experiment.replicas) : null;
      }),
    [setup, start, experiment],
  );
  const lost = useMemo(
    () =>
      setup.arms.findIndex(
        (arm, index) => tries[index]?.lost && hangsOnScale(arm, experiment.depth, setup.largestShare),
      ),
    [setup, tries, experiment],
  );
  // The arm that was asked of last is kept, also once it survives.
  const [kept, keep] = useState<{ readonly index: number; readonly activation: string } | null>(null);
  const still = kept !== null && setup.arms[kept.index]?.activation.id === kept.activation;
  // Of what the page showed before it came to this experiment nothing is asked.
  if (!still && lost >= 0 && !stale) keep({ index: lost, activation: setup.arms[lost]?.activation.id ?? '' });
  if (shown === null) return <div className="challenge" />;
  if (dismissed || !still) return null;
  const arm = setup.arms[kept.index];
  if (!arm) return null;
  const tried = tries[kept.index] ?? null;
  const { label } = arm;
  return (
    <section aria-label="Challenge" className="challenge">
      <p>
        {tried?.lost !== null && (
          <>
            <strong>{`Can you make ${label} survive ${layers(experiment.depth)}?`}</strong>{' '}
            <Maths text="Drag its K_1. " />
          </>
        )}
        <span aria-live="polite">
          <Maths text={tryText(label, experiment.depth, writeTyped(arm.k1), tried)} />
        </span>{' '}
        {tried?.lost === null && (
          <button type="button" onClick={newSeed}>
            New seed
          </button>
        )}
      </p>
      <div>
        <Answers of={label} />
        <button
          type="button"
          className="quiet"
          aria-label="Dismiss the challenge"
          title="Dismiss"
          onClick={() => dismiss(true)}
        >
          ×
        </button>
      </div>
    </section>
  );
}

/** Examples that show what RePU(2) can do, as links. */
function Answers({ of }: { readonly of: string }) {
  const display = useLab((state) => state.display);
  return (
    <p className="soft">
      <span>{of === ANSWERED ? 'Answers: ' : `Answers for ${ANSWERED}: `}</span>
      {ANSWERS.map(({ text, name }, index) => {
        const fragment = PRESETS.find((preset) => preset.name === name)?.fragment ?? '';
        return (
          <span key={name}>
            <span>{index > 0 && ', '}</span>
            <a href={`#${serialise(parseFragment(fragment).experiment, { ...display, play: true })}`} title={name}>
              {text}
            </a>
          </span>
        );
      })}
    </p>
  );
}
