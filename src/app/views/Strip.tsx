import type { StripSlider } from '../../experiment/experiment.ts';
import { slotOf } from '../armSlots.ts';
import { InputScaleSlider } from '../controls/ArmControls.tsx';
import { ArmMarker, armScope } from '../controls/ArmMarker.tsx';
import { ControlsDialog } from '../controls/ControlsDialog.tsx';
import { ExperimentNumber, type NumberField } from '../controls/ExperimentControls.tsx';
import { EngineStatus } from '../layout/EngineStatus.tsx';
import { commonScale } from '../store/edits.ts';
import { useLab } from '../store/LabContext.tsx';
import { theoryOf } from '../theory.ts';
import { PanelChoice } from './PanelChoice.tsx';
import { armOfSlider } from './strip.ts';

/** Controls that leave the charts in view: the sliders used last, and the way to all others. */
export function Strip({ id, sliders }: { readonly id: string; readonly sliders: readonly StripSlider[] }) {
  return (
    <section id={id} aria-label="Sliders" className="strip">
      {sliders.map((slider) => (
        <OneSlider key={slider} slider={slider} />
      ))}
      <ControlsDialog label="All controls" shortcut="m">
        <PanelChoice />
        <EngineStatus />
      </ControlsDialog>
    </section>
  );
}

const FIELDS: Readonly<Record<Exclude<StripSlider, `k1${string}`>, NumberField>> = {
  depth: 'depth',
  width: 'width',
  lr: 'learningRate',
  steps: 'steps',
  seed: 'seed',
  replicas: 'replicas',
};

function OneSlider({ slider }: { readonly slider: StripSlider }) {
  const arm = armOfSlider(slider);
  if (arm !== null) return <ArmScale index={arm} />;
  return <ExperimentNumber field={FIELDS[slider as keyof typeof FIELDS]} />;
}

/** The input scale under the sign of its arm, unless all arms share it; nothing where there is no such arm. */
function ArmScale({ index }: { readonly index: number }) {
  const experiment = useLab((state) => state.experiment);
  const arm = experiment.arms[index];
  const numbers = theoryOf(experiment).setup.arms[index];
  if (!arm || !numbers) return null;
  const slot = slotOf(experiment, index);
  return (
    <fieldset className="strip-arm" aria-label={numbers.label} {...armScope(slot)}>
      {commonScale(experiment.arms) === null && <ArmMarker slot={slot} />}
      <InputScaleSlider index={index} arm={arm} numbers={numbers} />
    </fieldset>
  );
}
