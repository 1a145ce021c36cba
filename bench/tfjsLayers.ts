/** `model.fit` of tf.layers, one batch an epoch. */
import * as tf from '@tensorflow/tfjs-core';
import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import type { Activation } from '../src/activations/activation.ts';
import { type TensorFunction, tensorForms } from '../src/engine/tfjs/formula.ts';
import type { Contestant } from './contestant.ts';
import { activate, type BackendName, drain } from './tfjsBackend.ts';
import { adam } from './tfjsCore.ts';

/** tf.layers knows activations by name; another one is a layer of one's own. */
class ActivationLayer extends layers.Layer {
  static className = 'ActivationLayer';
  readonly #activated: TensorFunction;
  constructor(activation: Activation) {
    super({});
    this.#activated = tensorForms(activation.formula).value;
  }
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => this.#activated(Array.isArray(inputs) ? (inputs[0] as tf.Tensor) : inputs));
  }
}

export function tfjsLayers(backend: BackendName): Contestant {
  return {
    name: 'tf.layers `fit`',
    device: backend === 'cpu' ? 'JavaScript' : backend,
    replicas: 1,
    async start({ sigma, depth, width, shapes, parameters, batch, inputs, targets }) {
      await activate(backend);
      const model = network(sigma, depth, width);
      const initial = shapes.flatMap(({ fanIn, fanOut, weights, biases }) => [
        tf.tensor2d(parameters.slice(weights, biases), [fanIn, fanOut]),
        tf.tensor1d(parameters.slice(biases, biases + fanOut)),
      ]);
      model.setWeights(initial);
      tf.dispose(initial);
      const optimizer = adam();
      model.compile({ optimizer, loss: 'meanSquaredError' });
      const x = tf.tensor2d(inputs, [batch, 1]);
      const y = tf.tensor2d(targets, [batch, 1]);
      return {
        async advance(steps) {
          await activate(backend);
          // Without pauses for the page, which would cost it time.
          await model.fit(x, y, { batchSize: batch, epochs: steps, shuffle: false, verbose: 0, yieldEvery: 'never' });
          await drain();
        },
        async loss() {
          await activate(backend);
          const value = model.evaluate(x, y, { batchSize: batch }) as tf.Scalar;
          const [number = Number.NaN] = await value.data();
          value.dispose();
          return number;
        },
        dispose() {
          model.dispose();
          optimizer.dispose();
          tf.dispose([x, y]);
        },
      };
    },
  };
}

function network(sigma: Activation, depth: number, width: number): Sequential {
  const model = sequential();
  for (let layer = 1; layer <= depth; layer++) {
    const last = layer === depth;
    const named = sigma.id === 'relu' && !last ? { activation: 'relu' as const } : {};
    // Zeros, since the weights are set: some of its initialisers are slow.
    const start = { kernelInitializer: 'zeros', biasInitializer: 'zeros', ...named } as const;
    const inputShape = layer === 1 ? { inputShape: [1] } : {};
    model.add(layers.dense({ units: last ? 1 : width, ...start, ...inputShape }));
    if (!last && sigma.id !== 'relu') model.add(new ActivationLayer(sigma));
  }
  return model;
}
