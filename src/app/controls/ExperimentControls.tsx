import { OPTIMIZERS } from '../../experiment/experiment.ts';
import { LIMITS } from '../../experiment/limits.ts';
import { capitalised } from '../../lib/capitalised.ts';
import { counted } from '../../lib/counted.ts';
import { TASK_GROUPS, task } from '../../tasks/catalogue.ts';
import { loadedDataset } from '../../tasks/datasets.ts';
import { isChoiceKey } from '../../tasks/task.ts';
import { OwnData } from '../ownData/OwnData.tsx';
import { changed, withTask } from '../store/edits.ts';
import { useActions, useLab } from '../store/LabContext.tsx';
import { Choice } from './Choice.tsx';
import { LimitedSlider } from './LimitedSlider.tsx';
import { OPTIMIZER_LABELS } from './labels.ts';
import { LOG_STEP, type SliderScale } from './scale.ts';
import { writeTyped } from './typed.ts';
import { ValueSlider } from './ValueSlider.tsx';

export type NumberField = 'depth' | 'width' | 'learningRate' | 'seed' | 'replicas' | 'steps';

/** Ends of the sliders; where they lie within the limits, the rest can be typed. */
const SCALES: Readonly<Record<NumberField, SliderScale>> = {
  depth: { kind: 'linear', min: LIMITS.depth.min, max: LIMITS.depth.max, step: 1 },
  width: { kind: 'linear', min: LIMITS.width.min, max: LIMITS.width.max, step: 4 },
  learningRate: { kind: 'log', min: LIMITS.learningRate.min, max: LIMITS.learningRate.max, step: LOG_STEP },
  seed: { kind: 'linear', min: 0, max: 100, step: 1 },
  replicas: { kind: 'linear', min: LIMITS.replicas.min, max: LIMITS.replicas.max, step: 1 },
  steps: { kind: 'linear', min: 0, max: 10_000, step: 100 },
};

const NAMES: Readonly<Record<NumberField, { name: string; label?: string; unit?: string }>> = {
  depth: { name: 'Depth', unit: 'layers' },
  width: { name: 'Width', unit: 'neurons' },
  learningRate: { name: 'Learning rate', label: 'rate' },
  seed: { name: 'Seed' },
  replicas: { name: 'Replicas', unit: 'networks per arm' },
  steps: { name: 'Steps', unit: 'steps' },
};

/** One number of the experiment. */
export function ExperimentNumber({ field }: { readonly field: NumberField }) {
  const value = useLab(({ experiment }) => experiment[field]);
  const { edit } = useActions();
  const limits = LIMITS[field];
  const set = (next: number) => edit((experiment) => changed(experiment, { [field]: next }));
  return (
    <ValueSlider
      {...NAMES[field]}
      help={limits.help}
      scale={SCALES[field]}
      limits={limits}
      value={value}
      onChange={set}
      onReset={value === limits.default ? null : () => set(limits.default)}
      resetTo={writeTyped(limits.default)}
    />
  );
}

function TaskSetting({ name }: { readonly name: string }) {
  const chosen = useLab(({ experiment }) => experiment.task);
  const { edit } = useActions();
  const { keys, present } = task(chosen.name);
  const limits = present?.(name) ?? keys[name];
  if (!limits) return null;
  const value = chosen.settings[name] ?? limits.default;
  const set = (next: number | string) =>
    edit((experiment) => changed(experiment, { task: { ...chosen, settings: { ...chosen.settings, [name]: next } } }));
  if (!isChoiceKey(limits)) {
    // Nothing to choose from: a table of as few rows as there may be.
    if (limits.min === limits.max) return null;
    return (
      <LimitedSlider limits={limits} help={limits.help} value={Math.min(Number(value), limits.max)} onChange={set} />
    );
  }
  return (
    <p className="clause">
      as{' '}
      <Choice
        name={capitalised(limits.label)}
        value={String(value)}
        options={limits.choices}
        onChange={set}
        help={limits.help}
      />
    </p>
  );
}

const BATCHES = [1, 4, 16, 32, 64];

function BatchChoice() {
  const batch = useLab(({ experiment }) => experiment.batch);
  const { edit } = useActions();
  const sizes = batch === 'full' || BATCHES.includes(batch) ? BATCHES : [...BATCHES, batch].sort((a, b) => a - b);
  return (
    <Choice
      name="Batch"
      value={String(batch)}
      options={[
        { value: 'full', label: 'all points' },
        ...sizes.map((size) => ({ value: String(size), label: counted(size, 'point') })),
      ]}
      onChange={(value) =>
        edit((experiment) => changed(experiment, { batch: value === 'full' ? 'full' : Number(value) }))
      }
      help={LIMITS.batch.help}
    />
  );
}

/** Your own data can be chosen once there are some; everything else is here or can be loaded. */
const taskOptions = () =>
  TASK_GROUPS.flatMap(({ label: group, tasks }) =>
    tasks.map(({ name, phrase, dataset }) => {
      const disabled = dataset === 'own' && loadedDataset(dataset) === null;
      return { value: name, label: disabled ? `${phrase} (drop a file first)` : phrase, group, disabled };
    }),
  );

/** What all arms have in common, to be read as one sentence. */
export function ExperimentControls() {
  const chosen = useLab(({ experiment }) => experiment.task);
  const optimizer = useLab(({ experiment }) => experiment.optimizer);
  const { edit } = useActions();
  return (
    <section aria-label="Experiment" className="experiment">
      <p className="clause">Networks of this size</p>
      <ExperimentNumber field="depth" />
      <ExperimentNumber field="width" />
      <p className="clause">
        learn{' '}
        <Choice
          name="Task"
          value={chosen.name}
          options={taskOptions()}
          onChange={(name) => edit((experiment) => withTask(experiment, name))}
          help="What every network has to learn."
        />
      </p>
      {Object.keys(task(chosen.name).keys)
        .filter((name) => task(chosen.name).matters?.(name, chosen.settings) ?? true)
        .map((name) => (
          <TaskSetting key={name} name={name} />
        ))}
      <OwnData />
      <p className="clause">
        by{' '}
        <Choice
          name="Optimizer"
          value={optimizer}
          options={OPTIMIZERS.map((value) => ({ value, label: OPTIMIZER_LABELS[value] }))}
          onChange={(value) => edit((experiment) => changed(experiment, { optimizer: value }))}
          help="How a gradient becomes a step: plain gradient descent, with momentum 0.9, or Adam."
        />{' '}
        on <BatchChoice />
      </p>
      <ExperimentNumber field="learningRate" />
      <ExperimentNumber field="steps" />
      <p className="clause">with weights drawn from</p>
      <ExperimentNumber field="seed" />
      <ExperimentNumber field="replicas" />
    </section>
  );
}
