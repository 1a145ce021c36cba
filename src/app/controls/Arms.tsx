import type { ArmSlot } from '../../charts/shared/chart.ts';
import { MAX_ARMS } from '../../experiment/limits.ts';
import { commonScale, withEveryInit, withNewArm } from '../store/edits.ts';
import { useActions, useLab } from '../store/LabContext.tsx';
import { ArmControls } from './ArmControls.tsx';
import { Maths } from './Maths.tsx';
import { scaleSentence } from './scaleSentence.ts';
import { writeTyped } from './typed.ts';

const SLOTS: readonly ArmSlot[] = [0, 1, 2, 3];

/** The competitors side by side, and what their starts have in common. */
export function Arms() {
  const arms = useLab(({ experiment }) => experiment.arms);
  const { edit, shareScale } = useActions();
  const common = commonScale(arms);
  return (
    <section aria-label="Arms" className="arms">
      <div className="arms-head">
        <p>
          <Maths text={scaleSentence(arms)} />
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
            Same input scale for all arms
            {common !== null && (
              <span className="soft">
                {' '}
                (<Maths text={`K_1 = ${writeTyped(common)}`} />)
              </span>
            )}
          </label>
        )}
        {arms.some(({ init }) => init !== 'best') && (
          <button
            type="button"
            className="add"
            title="The start from which, by theory, signal and gradient of all inputs last longest at this depth and width"
            onClick={() => edit((experiment) => withEveryInit(experiment, 'best'))}
          >
            {arms.length === 1 ? 'Best start' : 'Best start for each arm'}
          </button>
        )}
        {arms.length < MAX_ARMS && (
          <button type="button" className="add" onClick={() => edit(withNewArm)}>
            Add arm
          </button>
        )}
      </div>
      <div className="arms-row columns" data-count={arms.length}>
        {SLOTS.slice(0, arms.length).map((slot) => (
          <ArmControls key={slot} index={slot} />
        ))}
      </div>
    </section>
  );
}
