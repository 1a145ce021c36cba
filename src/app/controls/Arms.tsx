import { later } from '../layout/later.tsx';
import { useOpened } from '../layout/useOpened.ts';
import { useLab } from '../store/LabContext.tsx';

/** A chunk of its own, asked for while the first picture is drawn, which does without controls. */
const ArmRows = later(async () => (await import('./ArmRows.tsx')).ArmRows, <ArmsToCome />);

/** The competitors side by side. */
export function Arms() {
  return useOpened() ? <ArmRows /> : <ArmsToCome />;
}

Arms.preload = ArmRows.preload;

/** As tall as the arms. */
function ArmsToCome() {
  const arms = useLab(({ experiment }) => experiment.arms);
  return (
    <section aria-label="Arms" className="arms" aria-busy="true">
      <div className="arms-head" />
      <div>
        {arms.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike.
          <div key={index} className="arm" />
        ))}
      </div>
      <div className="challenge" />
    </section>
  );
}
