/** What engines ask of an arm's layers: one γ for all that lies between hidden layers, one norm for all hidden layers. */
import type { ArmSetup } from '../experiment/setup.ts';
import type { TaskData } from '../tasks/task.ts';
import type { NormName } from '../theory/layer.ts';
import { EngineError } from './engine.ts';

export type Norm = Exclude<NormName, 'none'>;

type Layers = Pick<ArmSetup, 'layers'>;

/** γ; 0 where nothing skips. */
export const skipOf = ({ layers }: Layers): number => layers.find(({ skip }) => skip !== 0)?.skip ?? 0;

/** Null for none. Throws EngineError where it would have to carry derivatives that the loss asks for. */
export function normOf({ layers }: Layers, streams: number): Norm | null {
  // The first layer takes the inputs as they are.
  const norm = layers.at(-1)?.norm ?? 'none';
  if (norm === 'none') return null;
  if (streams > 1) {
    throw new EngineError(
      'The derivatives that the loss asks for are not carried through a normalisation. Choose no normalisation, or another task.',
    );
  }
  return norm;
}

/**
 * Whether a prediction can be asked to carry ∂u/∂x and ∂²u/∂x² by the first input beside u: of one output, through no
 * normalisation. An equation's predictions carry its derivatives without being asked.
 */
export const carriesDerivatives = (
  { layers }: Layers,
  { equation, outputDimension }: Pick<TaskData, 'equation' | 'outputDimension'>,
): boolean => equation === null && outputDimension === 1 && (layers.at(-1)?.norm ?? 'none') === 'none';
