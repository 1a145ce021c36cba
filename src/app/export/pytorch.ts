/** The experiment as a self-contained PyTorch script. */

import { ADAM, MOMENTUM } from '../../engine/step/constants.ts';
import type { Experiment, OptimizerName } from '../../experiment/experiment.ts';
import { type ArmSetup, type Setup, variancesOf } from '../../experiment/setup.ts';
import { exactNetwork, type SparseLayer } from '../../theory/exactNetwork.ts';
import type { Layer } from '../../theory/layer.ts';
import type { Prediction } from '../../theory/predict.ts';
import { theoryOf } from '../theory.ts';
import { CITATION } from './citation.ts';
import { pythonActivation } from './pytorch/activations.ts';
import type { Form } from './pytorch/form.ts';
import { importsOf } from './pytorch/imports.ts';
import { layerFields, layerForm, layerFunctions } from './pytorch/layers.ts';
import { LOSSES } from './pytorch/losses.ts';
import { inputScale, networks, REPORT } from './pytorch/networks.ts';
import { main } from './pytorch/program.ts';
import { indented, LINE, pythonList, pythonNumber, pythonString } from './pytorch/python.ts';
import { EXAMPLES } from './pytorch/tasks.ts';
import { training } from './pytorch/training.ts';
import { wrapped } from './words.ts';

const OPTIMIZERS: Readonly<Record<OptimizerName, string>> = {
  sgd: 'torch.optim.SGD(networks.parameters(), lr=LEARNING_RATE)',
  momentum: `torch.optim.SGD(networks.parameters(), lr=LEARNING_RATE, momentum=${MOMENTUM})`,
  adam: `torch.optim.Adam(networks.parameters(), lr=LEARNING_RATE, betas=(${ADAM.beta1}, ${ADAM.beta2}), eps=${ADAM.epsilon})`,
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
  const { setup, predictions } = theoryOf(experiment);
  const { data } = setup;
  const { name, settings } = experiment.task;
  const examples = EXAMPLES[name];
  if (examples === undefined) throw new RangeError(`There is no PyTorch data for the task ${JSON.stringify(name)}.`);
  const { source, drawn } = examples(settings, data);
  const form = formOf(experiment, setup, drawn);
  const program = [
    `${constants(experiment, setup, form, permalink)}\n\n${arms(setup, predictions, form)}`,
    source,
    LOSSES[data.loss],
    networks(form),
    ...(form.scaled === 'none' ? [] : [inputScale(form)]),
    REPORT,
    training(form),
    main(form),
  ].join('\n\n\n');
  // The competitors name them.
  const before = layerFunctions(form.layers);
  const head = [`${HEAD}\n\n${importsOf([...before, program].join('\n'))}`, ...before].join('\n\n\n');
  return `${head}\n\n${before.length > 0 ? '\n' : ''}${program}`;
}

/** The kind of an arm's layers; a network of two has no layer from hidden to hidden, and no skip. */
function hidden({ layers }: ArmSetup): Layer {
  return layers[1] as Layer;
}

/** Whether the arm's inputs are scaled; where they are, `k1` says to what. */
const isScaled = ({ inputScale: scale }: ArmSetup): boolean => scale !== 1;

function formOf({ batch, optimizer }: Experiment, { arms: competitors, data }: Setup, drawnExamples: boolean): Form {
  return {
    biases: competitors.some((arm) => variancesOf(arm).cb !== 0),
    layers: layerForm(competitors.map(hidden)),
    exact: competitors.some(({ exact }) => exact !== null),
    scaled: competitors.every(isScaled) ? 'all' : competitors.some(isScaled) ? 'some' : 'none',
    minibatches: batch !== 'full' && batch < data.size,
    unobserved: data.observed < data.size,
    drawnExamples,
    optimizer: OPTIMIZERS[optimizer],
  };
}

const HEAD = `\
#!/usr/bin/env python3
"""Deep networks, alike but for their activation, with their theory beside them.

Repeats an experiment of RePU lab in PyTorch (1.13 or newer): same architecture, law of initialisation, data, losses and
optimizer. Weights, minibatches, noise and random points are drawn by PyTorch's own generator: the same laws, other
numbers. Prints the variance of every layer's preactivations at initialisation beside theory's prediction for infinite
width, and then the loss every 100 steps. Networks that fail are counted in both.

${wrapped(`Theory and activation: ${CITATION}`, LINE).join('\n')}
"""`;

function constants(
  { depth, width, batch, learningRate, seed, replicas, steps }: Experiment,
  { data: { inputDimension, outputDimension, observed } }: Setup,
  { minibatches, unobserved }: Form,
  permalink: string,
): string {
  return [
    `PERMALINK = ${pythonString(permalink)}`,
    `DEPTH = ${depth}  # weight layers`,
    `WIDTH = ${width}  # hidden neurons`,
    `INPUTS = ${inputDimension}`,
    `OUTPUTS = ${outputDimension}`,
    ...(unobserved ? [`OBSERVED = ${observed}  # examples that are measured; all are trained on`] : []),
    ...(minibatches ? [`BATCH = ${batch}  # examples per step`] : []),
    `LEARNING_RATE = ${pythonNumber(learningRate)}${minibatches ? '' : '  # every step takes all examples'}`,
    `SEED = ${seed}  # of the first network; the others follow`,
    `REPLICAS = ${replicas}  # networks of each competitor`,
    `STEPS = ${steps === 0 ? `${STEPS}  # the lab goes on without end` : steps}`,
  ].join('\n');
}

/** What the script says of the inputs' scale. */
const SCALING: Readonly<Record<Form['scaled'], string>> = {
  all: ' The inputs are scaled so that\n# the mean of K_1 over the examples is k1.',
  some: ' The inputs are scaled so that\n# the mean of K_1 over the examples is k1, or left as they are where it is None.',
  none: '',
};

/** Per layer (neuron, input, value) of every weight that is not 0, the value as float32 has it. */
const pythonExact = ({ exact, layers }: ArmSetup): string =>
  exact === null
    ? 'None'
    : `[\n${exactNetwork(exact.p, exact.powers, layers.length)
        .map((entries) => indented(`[\n${indented(pythonEntries(entries), 1)}\n],`, 1))
        .join('\n')}\n]`;

const pythonEntries = (entries: SparseLayer): string =>
  wrapped(
    `${entries.map(({ from, to, value }) => `(${to}, ${from}, ${Math.fround(value)})`).join(', ')},`,
    LINE - 24,
  ).join('\n');

/** The competitors with their initialisation, and theory's numbers. */
function arms(
  { arms: competitors }: Setup,
  predictions: readonly Prediction[],
  { biases, scaled, exact, layers }: Form,
): string {
  const entries = competitors.map((arm, index) => {
    const { cw, cb } = variancesOf(arm);
    const fields = [
      `"label": ${pythonString(arm.label)},`,
      `"activation": ${pythonActivation(arm.activation.id)},`,
      `"cw": ${pythonList(cw, 'DEPTH')},`,
      ...(biases ? [`"cb": ${pythonNumber(cb)},`] : []),
      ...layerFields(hidden(arm), layers),
      ...(exact ? [`"exact": ${pythonExact(arm)},`] : []),
      ...(scaled === 'none' ? [] : [`"k1": ${isScaled(arm) ? pythonNumber(arm.k1) : 'None'},`]),
      `"theory_log10": ${pythonList(predictions[index]?.varianceLog10 ?? [], 'DEPTH')},`,
    ];
    return `{\n${indented(fields.join('\n'), 1)}\n},`;
  });
  return `\
# At the start Var W = C_W / fan-in in each layer and ${biases ? 'Var b = C_b' : 'b = 0'}.${SCALING[scaled]}
# Theory: log10 of the variance of z_1 to z_L at infinite width, for the lab's inputs.
ARMS = [
${indented(entries.join('\n'), 1)}
]`;
}
