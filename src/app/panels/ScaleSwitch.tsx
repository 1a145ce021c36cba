import { useId } from 'react';
import { SCALES } from '../../experiment/experiment.ts';
import { Tip } from '../controls/Tip.tsx';
import { useActions, useLab } from '../store/LabContext.tsx';

const HELP =
  'fate: asinh(log₂ K), which never moves. It holds all of float32; half of that is for variances K from 0.0003 to 3,000, and far from 1 equal steps square K. log: powers of ten, as far as the curves go.';

/** The vertical axis of the main chart: native radio buttons, so that arrow keys go through them. */
export function ScaleSwitch() {
  const id = useId();
  const scale = useLab(({ display }) => display.scale);
  const { show } = useActions();
  return (
    <fieldset className="views scale-switch tipped" aria-label="Vertical axis" aria-describedby={id}>
      <span aria-hidden="true">axis</span>
      {SCALES.map((name) => (
        <label key={name}>
          <input type="radio" name={`${id}scale`} checked={name === scale} onChange={() => show({ scale: name })} />
          <span>{name}</span>
        </label>
      ))}
      <Tip id={id} text={HELP} />
    </fieldset>
  );
}
