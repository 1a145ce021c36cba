import type { Experiment } from '../../experiment/experiment.ts';
import { task } from '../../tasks/catalogue.ts';
import { EngineError } from '../engine.ts';
import { layerShapes, parameterCount } from '../weights.ts';
import { OPTIMIZERS } from './optimizers.ts';

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
 * Upper estimate of the memory that an experiment takes: per arm two training states (present and last inspected), the
 * gradient twice (pieces and whole), the layers' copies of the parameters and the optimizer's temporaries; and per
 * layer and example the preactivation, the activation and a few temporaries. Arms train one after the other, so that
 * temporaries count once.
 */
export function memoryNeed(experiment: Experiment): MemoryNeed {
  const { arms, replicas, optimizer } = experiment;
  const data = task(experiment.task.name).data(experiment.task.settings, experiment.seed);
  const shapes = layerShapes(experiment, data);
  const parameters = BYTES * replicas * parameterCount(shapes);
  const states = arms.length * 2 * (1 + OPTIMIZERS[optimizer].slots) * parameters;
  const transient = 6 * parameters;
  const neurons = shapes.reduce((sum, { fanOut }) => sum + fanOut, 0);
  const activations = 6 * BYTES * replicas * data.size * neurons;
  return {
    total: states + transient + activations,
    tensor: Math.max(parameters, BYTES * replicas * data.size * experiment.width),
    mostly: states + transient > activations ? 'parameters' : 'activations',
  };
}

/** Throws EngineError if the experiment needs more than there is. */
export function checkMemory(experiment: Experiment, limits: MemoryLimits): void {
  const need = memoryNeed(experiment);
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
