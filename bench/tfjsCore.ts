/** Plain TensorFlow.js: operations on the tape, `tf.train.adam`, as its guides have it. */
import * as tf from '@tensorflow/tfjs-core';
import { ADAM } from '../src/engine/step/constants.ts';
import { tensorForms } from '../src/engine/tfjs/formula.ts';
import type { Contestant } from './contestant.ts';
import { LEARNING_RATE } from './problem.ts';
import { activate, type BackendName, drain } from './tfjsBackend.ts';

export const adam = () => tf.train.adam(LEARNING_RATE, ADAM.beta1, ADAM.beta2, ADAM.epsilon);

export function tfjsCore(backend: BackendName): Contestant {
  return {
    name: 'TensorFlow.js core operations',
    device: backend === 'cpu' ? 'JavaScript' : backend,
    replicas: 1,
    async start({ sigma, shapes, parameters, batch, inputs, targets }) {
      await activate(backend);
      const x = tf.tensor2d(inputs, [batch, 1]);
      const y = tf.tensor2d(targets, [batch, 1]);
      const layers = shapes.map(({ fanIn, fanOut, weights, biases }) => ({
        w: tf.variable(tf.tensor2d(parameters.slice(weights, biases), [fanIn, fanOut])),
        b: tf.variable(tf.tensor1d(parameters.slice(biases, biases + fanOut))),
      }));
      const variables = layers.flatMap(({ w, b }) => [w, b]);
      const optimizer = adam();
      const { value: activated } = tensorForms(sigma.formula);
      const loss = (): tf.Scalar => {
        let h: tf.Tensor = x;
        layers.forEach(({ w, b }, l) => {
          const z = tf.add(tf.matMul(h as tf.Tensor2D, w as tf.Tensor2D), b);
          h = l < layers.length - 1 ? activated(z) : z;
        });
        return tf.mean(tf.square(tf.sub(h, y)));
      };
      return {
        async advance(steps) {
          await activate(backend);
          for (let i = 0; i < steps; i++) optimizer.minimize(loss, false, variables);
          await drain();
        },
        async loss() {
          await activate(backend);
          const value = tf.tidy(loss);
          const [number = Number.NaN] = await value.data();
          value.dispose();
          return number;
        },
        dispose() {
          optimizer.dispose();
          tf.dispose([x, y, ...variables]);
        },
      };
    },
  };
}
