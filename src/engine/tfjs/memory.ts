import type { Experiment } from '../../experiment/experiment.ts';
import type { TaskData } from '../../tasks/task.ts';
import { streamsOf } from '../../tasks/task.ts';
import { EngineError } from '../engine.ts';
import { accumulatorsOf } from '../step/optimizers.ts';
import { truthLengthOf } from '../step/truth.ts';
import { layerShapes, parameterCount } from '../weights.ts';
import { POINTS } from './predict.ts';

const BYTES = 4;

export interface MemoryLimits {
  /** Bytes in all. */
  readonly total: number;
  /** Bytes of one tensor. */
  readonly tensor: number;
}

export interface MemoryNeed extends MemoryLimits {
  /** What takes the larger part. */
  readonly mostly: 'parameters' | 'activations';
}

/**
 * Upper estimate of the memory that an experiment takes: per arm two training states (present and last inspected) and
 * the examples; the gradient twice (pieces and whole), the layers' copies of the parameters, the next state and the
 * optimizer's temporaries; and per layer, example and stream the preactivation, where arms normalise what comes of that,
 * the activation and a few temporaries. Arms train one after the other, so that temporaries count once.
 */
export function memoryNeed(experiment: Experiment, data: TaskData): MemoryNeed {
  const { arms, replicas, optimizer, batch, width } = experiment;
  const shapes = layerShapes(experiment, data);
  const streams = streamsOf(data);
  const parameters = BYTES * replicas * parameterCount(shapes);
  const states = arms.length * 2 * (1 + accumulatorsOf(optimizer)) * parameters;
  const transient = 9 * parameters;
  const inputs = data.inputDimension;
  const perExample = streams * inputs + truthLengthOf(data);
  const examples = BYTES * arms.length * (data.size + data.observed) * perExample;
  const trained = batch === 'full' ? data.size : Math.min(batch, data.size);
  const rows = streams * replicas * Math.max(trained, data.observed);
  const predicted = streams * POINTS;
  const neurons = shapes.reduce((sum, { fanOut }) => sum + fanOut, 0);
  const normalised = arms.some(({ norm = 'none' }) => norm !== 'none') ? neurons : 0;
  // Training goes forward and back, a prediction forward alone; both hold their inputs, as they are and transposed.
  const activations =
    BYTES *
    Math.max(rows * (6 * neurons + normalised + 2 * inputs), predicted * (3 * neurons + normalised + 2 * inputs));
  return {
    total: states + transient + examples + activations,
    tensor: Math.max(parameters, BYTES * Math.max(rows, predicted) * width, BYTES * streams * data.size * inputs),
    mostly: states + transient > activations ? 'parameters' : 'activations',
  };
}

/** Throws EngineError if the experiment needs more than there is. */
export function checkMemory(experiment: Experiment, data: TaskData, limits: MemoryLimits): void {
  const need = memoryNeed(experiment, data);
  const [asked, allowed, what] =
    need.total > limits.total
      ? [need.total, limits.total, 'this experiment needs']
      : [need.tensor, limits.tensor, 'its largest array needs'];
  if (asked <= allowed) return;
  const advice = need.mostly === 'parameters' ? 'fewer replicas, a smaller width or depth' : 'fewer replicas';
  throw new EngineError(
    `Too large for this engine: ${what} about ${megabytes(asked)} of memory, and ${megabytes(allowed)} can be used. Choose ${advice}.`,
  );
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MB`;
