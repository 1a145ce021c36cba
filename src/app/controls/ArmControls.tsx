import { useRef, useState } from 'react';
import { activation as activationOf, FAMILIES } from '../../activations/catalogue.ts';
import { FORMULA } from '../../activations/formulas.ts';
import { ActivationThumbnail } from '../../charts/thumbnail/ActivationThumbnail.tsx';
import { exactStart } from '../../experiment/exact.ts';
import { type Arm, INITS } from '../../experiment/experiment.ts';
import { layerKindWords } from '../../experiment/layerKind.ts';
import { ARM_LIMITS } from '../../experiment/limits.ts';
import { type ArmSetup, biasVariance } from '../../experiment/setup.ts';
import { slotOf } from '../armSlots.ts';
import { beginFormula } from '../formula/beginFormula.ts';
import { LOADING, later } from '../layout/later.tsx';
import { Popover, type PopoverHandle } from '../layout/Popover.tsx';
import { commonScale, withArm, withFamily, withInit, withoutArm } from '../store/edits.ts';
import { useActions, useLab } from '../store/LabContext.tsx';
import { theoryOf } from '../theory.ts';
import { ArmMarker, armScope } from './ArmMarker.tsx';
import { Choice } from './Choice.tsx';
import { LimitedSlider } from './LimitedSlider.tsx';
import { INIT_LABELS } from './labels.ts';
import { Maths } from './Maths.tsx';
import { LOG_STEP } from './scale.ts';
import { ValueSlider } from './ValueSlider.tsx';
import { writtenVariances } from './writtenStart.ts';

const INIT_HELP =
  'Variances of the initial weights, C_W / fan-in, and biases, C_b. critical: where, at infinite width, K can stay with both susceptibilities 1; where there is no such point, on the fixed point without biases (RePU) or with χ⊥ = 1 at layer 1; best: the start from which, by theory, signal and gradient of all inputs last longest at this depth and width; He: C_W = 2; LeCun: C_W = 1; Xavier: 2 / (fan-in + fan-out); custom: your own; exact: weights that represent the product to be learnt, by formula, with MRePU.';

const ACTIVATIONS = [
  ...FAMILIES.map(({ name, label }) => ({ value: name, label })),
  { value: FORMULA, label: 'Your own' },
];

const ArmStart = later(async () => (await import('./ArmStart.tsx')).ArmStart, LOADING);
const FormulaControl = later(async () => (await import('../formula/FormulaControl.tsx')).FormulaControl);

interface ArmProps {
  readonly index: number;
}

/** One competitor in one row: its activation, initialisation and input scale; the rest opens over the page. */
export function ArmControls({ index }: ArmProps) {
  const experiment = useLab((state) => state.experiment);
  const { edit } = useActions();
  const more = useRef<PopoverHandle>(null);
  const [chosen, setChosen] = useState(false);
  const arm = experiment.arms[index];
  const numbers = theoryOf(experiment).setup.arms[index];
  if (!arm || !numbers) return null;
  const { activation, label } = numbers;
  const slot = slotOf(experiment, index);
  const family = FAMILIES.find(({ name }) => name === activation.family);

  const rest = [...layerKindWords(arm), writtenVariances(numbers)].join(', ');
  return (
    <fieldset aria-label={`Arm ${index + 1}: ${label}`} className="arm" {...armScope(slot)}>
      <ArmMarker slot={slot} />
      <div className="arm-picture">
        <ActivationThumbnail
          value={activation.derivatives[0]}
          derivative={activation.derivatives[1]}
          slot={slot}
          title={null}
        />
      </div>
      <Choice
        name="Activation"
        value={activation.family}
        options={ACTIVATIONS}
        onChange={(name) => {
          // Its field opens when it is there.
          setChosen(name === FORMULA);
          if (name === FORMULA) beginFormula(index, edit);
          else edit((present) => withFamily(present, index, name));
        }}
        help="σ, applied to every hidden preactivation. The picture shows σ, and its derivative dashed."
      />
      <div className="arm-power">
        {activation.family === FORMULA && (
          <FormulaControl index={index} open={chosen} onCome={() => setChosen(false)} />
        )}
        {family?.parameter && <ParameterSlider index={index} arm={arm} />}
      </div>
      <Choice
        name="Initialisation"
        value={arm.init}
        options={INITS.map((value) => ({
          value,
          label: INIT_LABELS[value],
          disabled: value === 'exact' && 'problem' in exactStart(arm, experiment),
        }))}
        onChange={(init) => {
          edit((present) => withInit(present, index, init));
          // Its two numbers are to be set next.
          if (init === 'custom') more.current?.open();
        }}
        help={INIT_HELP}
      />
      <div className="arm-scale">
        {numbers.exact === null && <InputScaleSlider index={index} arm={arm} numbers={numbers} />}
      </div>
      <Popover
        handle={more}
        className="arm-more"
        name={`Start of ${label}`}
        label={
          <>
            <span className="unseen">{`Start of ${label}: `}</span>
            <Maths text={rest} />
          </>
        }
      >
        {() => <ArmStart index={index} />}
      </Popover>
      {experiment.arms.length > 1 && (
        <button
          type="button"
          className="quiet remove"
          aria-label={`Remove ${label}`}
          title={`Remove ${label}`}
          onClick={() => edit((present) => withoutArm(present, index))}
        >
          ×
        </button>
      )}
    </fieldset>
  );
}

function ParameterSlider({ index, arm }: ArmProps & { readonly arm: Arm }) {
  const { edit } = useActions();
  const { family: name, parameter } = activationOf(arm.activation);
  const family = FAMILIES.find((candidate) => candidate.name === name);
  const limits = family?.parameter;
  if (!family || !limits || parameter === null) return null;
  const set = (value: number) => edit((present) => withArm(present, index, { activation: family.create(value).id }));
  return (
    <LimitedSlider limits={limits} help={`The ${limits.label} of ${family.label}.`} value={parameter} onChange={set} />
  );
}

/** K_1 must exceed C_b; so much more is always enough for a slider. */
const ABOVE_CB = 1.001;

/** K_1 of an arm, or of all where they share one. */
export function InputScaleSlider({
  index,
  arm,
  numbers,
}: ArmProps & { readonly arm: Arm; readonly numbers: ArmSetup }) {
  const experiment = useLab((state) => state.experiment);
  const actions = useActions();
  const linked = commonScale(experiment.arms) !== null;
  const biases = (linked ? experiment.arms : [arm]).map((each) => biasVariance(each, experiment.depth));
  const least = Math.max(ARM_LIMITS.k1.min, ...biases.map((cb) => cb * ABOVE_CB));
  const own = arm.k1 === null;
  return (
    <ValueSlider
      name="Input scale"
      label="K_1"
      unit={own ? ', the initialisation’s own' : ''}
      help={`${ARM_LIMITS.k1.help} K_1 is the mean square of the first layer’s preactivations.`}
      // One scale for all arms, so that the same K_1 stands at the same place.
      scale={{ kind: 'log', min: 1e-6, max: 1000, step: LOG_STEP }}
      limits={{ ...ARM_LIMITS.k1, min: least }}
      value={numbers.k1}
      onChange={(k1) => actions.scale(index, Math.max(least, k1))}
      onReset={own ? null : () => actions.scale(index, null)}
      resetTo="the initialisation’s own"
    />
  );
}
