import { exactStart } from '../../experiment/exact.ts';
import type { Arm, Experiment, TaskChoice } from '../../experiment/experiment.ts';
import { kindOf, withKind } from '../../experiment/layerKind.ts';
import { ARM_LIMITS } from '../../experiment/limits.ts';
import { LAYER_KEYS, type LayerKind, PLAIN } from '../../theory/layer.ts';
import { withArm, withInit } from '../store/edits.ts';
import { useActions, useLab } from '../store/LabContext.tsx';
import { theoryOf } from '../theory.ts';
import { Choice } from './Choice.tsx';
import { initialisationNote } from './initialisationNote.ts';
import { type ChoiceControl, LAYER_CONTROLS, type NumberControl } from './layerFields.ts';
import { Maths } from './Maths.tsx';
import { LOG_STEP } from './scale.ts';
import { writeTyped } from './typed.ts';
import { ValueSlider } from './ValueSlider.tsx';

/** An arm's initialisation in numbers, and how its layers are made. */
export function ArmStart({ index }: { readonly index: number }) {
  const experiment = useLab((state) => state.experiment);
  const { edit } = useActions();
  const arm = experiment.arms[index];
  const numbers = theoryOf(experiment).setup.arms[index];
  if (!arm || !numbers) return null;
  return (
    <>
      <p className="arm-note">
        <Maths text={initialisationNote(numbers)} />
      </p>
      {!('problem' in exactStart(arm, experiment)) && arm.init !== 'exact' && (
        <button type="button" onClick={() => edit((present) => withInit(present, index, 'exact'))}>
          Set the exact weights
        </button>
      )}
      {arm.init === 'custom' ? (
        <>
          <VarianceSlider index={index} arm={arm} which="cw" />
          <VarianceSlider index={index} arm={arm} which="cb" />
        </>
      ) : (
        <button type="button" onClick={() => edit((present) => withInit(present, index, 'custom'))}>
          <Maths text="Set C_W and C_b" />
        </button>
      )}
      <LayerControls index={index} arm={arm} experiment={experiment} />
    </>
  );
}

const VARIANCES = {
  cw: { name: 'Weight variance C_W', label: 'C_W', scale: { kind: 'log', min: 0.01, max: 100, step: LOG_STEP } },
  cb: { name: 'Bias variance C_b', label: 'C_b', scale: { kind: 'linear', min: 0, max: 2, step: 0.01 } },
} as const;

interface ArmOf {
  readonly index: number;
  readonly arm: Arm;
}

function VarianceSlider({ index, arm, which }: ArmOf & { readonly which: 'cw' | 'cb' }) {
  const { edit } = useActions();
  const limits = ARM_LIMITS[which];
  const value = arm[which] ?? limits.default;
  const set = (next: number) => edit((present) => withArm(present, index, { [which]: next }));
  return (
    <ValueSlider
      {...VARIANCES[which]}
      help={limits.help}
      limits={limits}
      value={value}
      onChange={set}
      onReset={value === limits.default ? null : () => set(limits.default)}
      resetTo={writeTyped(limits.default)}
    />
  );
}

/** A control for every field of a kind of layer (layerFields.ts). */
function LayerControls({ index, arm, experiment }: ArmOf & { readonly experiment: Experiment }) {
  return (
    <fieldset className="arm-layers" aria-label="Layers">
      {LAYER_KEYS.map((key) => (
        <LayerControl key={key} field={key} index={index} arm={arm} task={experiment.task} />
      ))}
    </fieldset>
  );
}

interface LayerControlProps extends ArmOf {
  readonly field: keyof LayerKind;
  readonly task: TaskChoice;
}

function LayerControl({ field, index, arm, task }: LayerControlProps) {
  const { edit } = useActions();
  const control: NumberControl | ChoiceControl<string> = LAYER_CONTROLS[field];
  const value = kindOf(arm)[field];
  const set = (next: number | string) =>
    edit((present) => {
      const now = present.arms[index];
      if (!now) return { experiment: present, consequences: [] };
      const { [field]: kept } = withKind(now, { [field]: next });
      return withArm(present, index, { [field]: kept });
    });
  if ('limits' in control) {
    const { limits, step, ...told } = control;
    return (
      <ValueSlider
        {...told}
        scale={{ kind: 'linear', min: limits.min, max: limits.max, step }}
        limits={limits}
        value={value as number}
        onChange={set}
        onReset={value === PLAIN[field] ? null : () => set(PLAIN[field])}
        resetTo={writeTyped(PLAIN[field] as number)}
      />
    );
  }
  const { name, labels, help, refused } = control;
  const why = refused?.(task) ?? null;
  const options = Object.entries(labels).map(([option, label]) => ({
    value: option,
    label,
    disabled: why !== null && option !== PLAIN[field],
  }));
  return <Choice name={name} value={value as string} options={options} onChange={set} help={`${help}${why ?? ''}`} />;
}
