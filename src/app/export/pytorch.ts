/** The experiment as a self-contained PyTorch script. */

import { ADAM, MOMENTUM } from '../../engine/optimizer.ts';
import type { Experiment, OptimizerName } from '../../experiment/experiment.ts';
import { theoryOf } from '../theory.ts';
import { CITATION } from './citation.ts';
import { pythonActivation } from './pytorch/activations.ts';
import { LOSSES } from './pytorch/losses.ts';
import { NETWORK, TRAINING } from './pytorch/program.ts';
import { indented, pythonList, pythonNumber, pythonString } from './pytorch/python.ts';
import { EXAMPLES } from './pytorch/tasks.ts';
import { wrapped } from './words.ts';

const OPTIMIZERS: Readonly<Record<OptimizerName, string>> = {
  sgd: 'torch.optim.SGD(parameters, lr=LEARNING_RATE)',
  momentum: `torch.optim.SGD(parameters, lr=LEARNING_RATE, momentum=${MOMENTUM})`,
  adam: `torch.optim.Adam(parameters, lr=LEARNING_RATE, betas=(${ADAM.beta1}, ${ADAM.beta2}), eps=${ADAM.epsilon})`,
};

/** Where the experiment has no end of its own. */
const STEPS = 2000;

/**
 * Python that repeats the experiment: same architecture, law of initialisation, data, minibatches, losses and optimizer,
 * with random numbers of its own. It prints the layerwise variances at initialisation beside theory's, then the losses.
 * @param permalink where the experiment came from.
 * Throws RangeError if the task's dataset has not been loaded.
 */
export function pytorchScript(experiment: Experiment, permalink: string): string {
  const { data } = theoryOf(experiment).setup;
  const { name, settings } = experiment.task;
  const examples = EXAMPLES[name];
  if (examples === undefined) throw new RangeError(`There is no PyTorch data for the task ${JSON.stringify(name)}.`);
  return [
    head(experiment, permalink),
    arms(experiment),
    examples(settings, data),
    LOSSES[data.loss],
    NETWORK,
    `def optimizer_of(parameters):\n    return ${OPTIMIZERS[experiment.optimizer]}`,
    TRAINING,
  ].join('\n\n\n');
}

function head({ depth, width, batch, learningRate, seed, replicas, steps }: Experiment, permalink: string): string {
  return `\
#!/usr/bin/env python3
"""Deep networks, alike but for their activation, with their theory beside them.

Repeats an experiment of RePU lab in PyTorch (1.13 or newer): same architecture, law of initialisation, data, losses and
optimizer. Weights, minibatches, noise and random points are drawn by PyTorch's own generator: the same laws, other
numbers. Prints the variance of every layer's preactivations at initialisation beside theory's prediction for infinite
width, and then the loss every 100 steps.

Theory and activation: ${wrapped(CITATION, 110).join('\n')}
"""

import argparse
import math

import torch
from torch import nn
from torch.nn import functional as F

PERMALINK = ${pythonString(permalink)}
DEPTH = ${depth}  # weight layers
WIDTH = ${width}  # hidden neurons
BATCH = ${batch === 'full' ? 'None  # all examples at every step' : `${batch}  # examples per step`}
LEARNING_RATE = ${pythonNumber(learningRate)}
SEED = ${seed}
REPLICAS = ${replicas}  # networks of each competitor
STEPS = ${steps === 0 ? `${STEPS}  # the lab goes on without end` : steps}`;
}

/** The competitors with their initialisation, and theory's numbers. */
function arms(experiment: Experiment): string {
  const { setup, predictions } = theoryOf(experiment);
  const { inputDimension, outputDimension, observed } = setup.data;
  const entries = setup.arms.map(({ label, activation, cw, cb, critical }, index) => {
    const k1 = experiment.arms[index]?.k1 ?? critical?.k1 ?? null;
    return `\
{
    "label": ${pythonString(label)},
    "activation": ${pythonActivation(activation.id)},
    "cw": ${pythonList(cw)},
    "cb": ${pythonNumber(cb)},
    "k1": ${k1 === null ? 'None' : pythonNumber(k1)},
    "theory_log10": ${pythonList(predictions[index]?.varianceLog10 ?? [])},
},`;
  });
  return `\
INPUTS = ${inputDimension}
OUTPUTS = ${outputDimension}
OBSERVED = ${observed}  # examples that are measured

# Var W = C_W / fan-in in each layer, Var b = C_b. The inputs are scaled so that the mean of K_1 over the examples is k1;
# None leaves them as they are. Theory: log10 of the variance of z_1 to z_L at infinite width, for the lab's inputs.
ARMS = [
${indented(entries.join('\n'), 1)}
]`;
}
