import { useState } from 'react';
import { isFormula } from '../../activations/formulas.ts';
import { DEFAULT_EXPERIMENT } from '../../experiment/defaults.ts';
import { beginFormula } from '../formula/beginFormula.ts';
import { later } from '../layout/later.tsx';
import { Examples } from '../presets/Examples.tsx';
import { useActions, useLab } from '../store/LabContext.tsx';
import { labAddress } from '../views/address.ts';

const INVITATION = 'Type your own formula';

const FormulaControl = later(
  async () => (await import('../formula/FormulaControl.tsx')).FormulaControl,
  <button type="button" aria-disabled="true">
    {INVITATION}
  </button>,
);

/**
 * Where to go from the last step: to a formula of one's own, to the whole page with its experiment, to the challenge that
 * the page poses, to examples.
 */
export function StoryEnd() {
  const experiment = useLab((state) => state.experiment);
  const display = useLab((state) => state.display);
  return (
    <nav aria-label="What next" className="story-end">
      <TypeYourOwn />
      <a href={labAddress({ experiment, display })}>Keep this in the lab</a>
      <a href={labAddress({ experiment: { ...DEFAULT_EXPERIMENT, engine: experiment.engine }, display })}>
        The challenge: make RePU survive
      </a>
      <Examples />
    </nav>
  );
}

/** Opens the field for the first formula among the arms; where none is left, the first arm’s activation becomes one. */
function TypeYourOwn() {
  const typed = useLab(({ experiment }) => experiment.arms.findIndex(({ activation }) => isFormula(activation)));
  const { edit } = useActions();
  const [begun, setBegun] = useState(false);
  if (typed >= 0) {
    return <FormulaControl index={typed} label={INVITATION} open={begun} onCome={() => setBegun(false)} />;
  }
  const begin = () => {
    setBegun(true);
    beginFormula(0, edit);
  };
  return (
    <button type="button" onClick={begin}>
      {INVITATION}
    </button>
  );
}
