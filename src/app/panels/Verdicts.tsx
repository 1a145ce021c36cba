import { slotOf } from '../armSlots.ts';
import { beingBuilt } from '../beingBuilt.ts';
import { ArmMarker, armScope } from '../controls/ArmMarker.tsx';
import { later } from '../layout/later.tsx';
import { useLab } from '../store/LabContext.tsx';
import { isStale } from '../store/store.ts';
import { theoryOf } from '../theory.ts';

const ArmVerdicts = later(async () => (await import('./ArmVerdicts.tsx')).ArmVerdicts, <BeingBuilt />);

/** What became of each arm in words. */
export function Verdicts() {
  const stale = useLab(isStale);
  return (
    <section aria-label="Verdicts" className="verdicts" data-stale={stale}>
      <ArmVerdicts />
    </section>
  );
}

/** The same before anything is measured, without the words for what is. */
function BeingBuilt() {
  const experiment = useLab((state) => state.experiment);
  const { arms } = theoryOf(experiment).setup;
  return (
    <ul className="columns" data-count={arms.length}>
      {arms.map(({ label }, index) => {
        const slot = slotOf(experiment, index);
        return (
          <li key={slot} {...armScope(slot)} data-outcome="open">
            <ArmMarker slot={slot} />
            <p>{beingBuilt(label)}</p>
          </li>
        );
      })}
    </ul>
  );
}
