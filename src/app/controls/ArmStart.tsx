import type { Arm, Experiment } from '../../experiment/experiment.ts';
import { kindOf, layerKind, takesNorm } from '../../experiment/layerKind.ts';
import { ARM_LIMITS } from '../../experiment/limits.ts';
import type { LayerKind, NormName, WeightLaw } from '../../theory/layer.ts';
import { withArm, withInit } from '../store/edits.ts';
import { useActions, useLab } from '../store/LabContext.tsx';
import { theoryOf } from '../theory.ts';
import { Choice } from './Choice.tsx';
import { initialisationNote } from './initialisationNote.ts';
import { NO_NORM, NORM_HELP, WEIGHTS_HELP } from './layerHelp.ts';
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

const NORM_OPTIONS: readonly { readonly value: NormName; readonly label: string }[] = [
  { value: 'none', label: 'No normalisation' },
  { value: 'rms', label: 'RMS norm' },
  { value: 'layer', label: 'Layer norm (LN)' },
];

const WEIGHT_OPTIONS: readonly { readonly value: WeightLaw; readonly label: string }[] = [
  { value: 'gaussian', label: 'Gaussian' },
  { value: 'orthogonal', label: 'Orthogonal' },
];

function LayerControls({ index, arm, experiment }: ArmOf & { readonly experiment: Experiment }) {
  const { edit } = useActions();
  const kind = kindOf(arm);
  const set = (change: Partial<LayerKind>) =>
    edit((present) => {
      const now = present.arms[index];
      if (!now) return { experiment: present, consequences: [] };
      const { skip, norm, weights } = layerKind({ ...kindOf(now), ...change });
      return withArm(present, index, { skip, norm, weights });
    });
  const normed = takesNorm(experiment.task);
  return (
    <fieldset className="arm-layers" aria-label="Layers">
      <ValueSlider
        name="Skip γ"
        label="skip"
        help={ARM_LIMITS.skip.help}
        scale={{ kind: 'linear', min: ARM_LIMITS.skip.min, max: ARM_LIMITS.skip.max, step: 0.05 }}
        limits={ARM_LIMITS.skip}
        value={kind.skip}
        onChange={(skip) => set({ skip })}
        onReset={kind.skip === 0 ? null : () => set({ skip: 0 })}
        resetTo={writeTyped(0)}
      />
      <Choice
        name="Normalisation"
        value={kind.norm}
        options={NORM_OPTIONS.map((option) => ({ ...option, disabled: !normed && option.value !== 'none' }))}
        onChange={(norm) => set({ norm })}
        help={normed ? NORM_HELP : `${NORM_HELP}${NO_NORM}`}
      />
      <Choice
        name="Weights"
        value={kind.weights}
        options={WEIGHT_OPTIONS}
        onChange={(weights) => set({ weights })}
        help={WEIGHTS_HELP}
      />
    </fieldset>
  );
}
