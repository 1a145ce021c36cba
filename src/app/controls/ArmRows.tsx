import { MAX_ARMS } from '../../experiment/limits.ts';
import { Defined } from '../help/Defined.tsx';
import { BEST_START } from '../help/terms.ts';
import { later } from '../layout/later.tsx';
import { commonScale, withEveryInit, withNewArm } from '../store/edits.ts';
import { useActions, useLab } from '../store/LabContext.tsx';
import { ArmControls } from './ArmControls.tsx';
import { scaleSentence } from './scaleSentence.ts';

const Challenge = later(
  async () => (await import('../challenge/Challenge.tsx')).Challenge,
  <div className="challenge" />,
);

/** The competitors side by side, and what their starts have in common. */
export function ArmRows() {
  const arms = useLab(({ experiment }) => experiment.arms);
  const { edit, shareScale } = useActions();
  const common = commonScale(arms);
  const full = arms.length >= MAX_ARMS;
  const page = useLab(({ display }) => display.view === 'full');
  return (
    <section aria-label="Arms" className="arms">
      <div className="arms-head">
        <p>
          <Defined text={scaleSentence(arms)} />
        </p>
        {arms.length > 1 && (
          <label className="switch">
            <input
              type="checkbox"
              role="switch"
              aria-checked={common !== null}
              checked={common !== null}
              onChange={(event) => shareScale(event.currentTarget.checked)}
            />
            Same input scale
          </label>
        )}
        {arms.some(({ init }) => init !== 'best') && (
          <button
            type="button"
            title={BEST_START.definition}
            onClick={() => edit((experiment) => withEveryInit(experiment, 'best'))}
          >
            Best starts
          </button>
        )}
        <button
          type="button"
          aria-disabled={full}
          title={full ? `${MAX_ARMS} arms are the most that stay legible: remove one first` : 'One more activation'}
          onClick={() => !full && edit(withNewArm)}
        >
          Add arm
        </button>
      </div>
      <div className="arms-rows">
        {arms.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: with its look as a key, a choice of activation would lose the focus.
          <ArmControls key={index} index={index} />
        ))}
      </div>
      {page && <Challenge />}
    </section>
  );
}
