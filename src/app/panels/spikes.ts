import type { Experiment } from '../../experiment/experiment.ts';

const LINES = 'Thick: the lowest loss so far; thin: the loss itself.';
const TEST = 'Dashed: the test loss, of examples that nobody trains on and the first finite network.';

const OVERSHOOT: Readonly<Record<Experiment['optimizer'], string>> = {
  adam: 'Spikes are steps that overshoot: Adam divides the gradient by its running size, so that its steps stay long where the gradient is small (the edge of stability, Cohen et al. 2022, arXiv 2207.14484). At a tenth of the rate there are fewer.',
  momentum: 'It rises where a step is too long for the curvature of the loss.',
  sgd: 'It rises where a step is too long for the curvature of the loss.',
};

/**
 * What the lines are, and why the thin one is not smooth.
 * @param test whether there is a test loss.
 */
export const spikesHelp = ({ optimizer, batch }: Pick<Experiment, 'optimizer' | 'batch'>, test: boolean): string =>
  [
    LINES,
    ...(test ? [TEST] : []),
    OVERSHOOT[optimizer],
    ...(batch === 'full' ? [] : ['Each minibatch is another sample besides.']),
  ].join(' ');
