/** jax-js: the whole step, optimizer included, in one jitted function. */
import * as jax from '@jax-js/jax';
import { ADAM } from '../src/engine/step/constants.ts';
import type { Contestant } from './contestant.ts';
import { LEARNING_RATE } from './problem.ts';

const { numpy: np, nn } = jax;

type Values = jax.Array[];
type Sigma = (z: jax.Array) => jax.Array;

/** A function of jax-js consumes its arguments; `ref` keeps one for further use. */
const SIGMA: Readonly<Record<string, Sigma>> = {
  relu: (z) => nn.relu(z),
  'mrepu.2': (z) => {
    const u = nn.relu(z.ref.add(1));
    return z.mul(u.ref).mul(u);
  },
};

const squaredError =
  (sigma: Sigma) =>
  (w: Values, b: Values, x: jax.Array, y: jax.Array): jax.Array => {
    let h = x;
    w.forEach((weights, l) => {
      const z = np.dot(h, weights).add(b[l] as jax.Array);
      h = l < w.length - 1 ? sigma(z) : z;
    });
    return np.mean(np.square(h.sub(y)));
  };

/** Parameters and Adam's two accumulators. */
interface State {
  readonly w: Values;
  readonly b: Values;
}

/** One step of Adam; `rate` and `correction` hold the bias corrections of this step. */
function adamStep(loss: ReturnType<typeof squaredError>) {
  return (w: Values, b: Values, m: Values, v: Values, x: jax.Array, y: jax.Array, rate: jax.Array, root: jax.Array) => {
    const [value, gradients] = jax.valueAndGrad(loss, { argnums: [0, 1] })(jax.tree.ref(w), jax.tree.ref(b), x, y);
    const [ofW, ofB] = gradients as unknown as [Values, Values];
    value.dispose();
    const nextM: Values = [];
    const nextV: Values = [];
    const next = [...w, ...b].map((parameter, i) => {
      const gradient = [...ofW, ...ofB][i] as jax.Array;
      const mean = (m[i] as jax.Array).mul(ADAM.beta1).add(gradient.ref.mul(1 - ADAM.beta1));
      const square = (v[i] as jax.Array).mul(ADAM.beta2).add(np.square(gradient).mul(1 - ADAM.beta2));
      nextM.push(mean);
      nextV.push(square);
      const deviation = np.sqrt(square.ref.mul(root.ref)).add(ADAM.epsilon);
      return parameter.sub(mean.ref.mul(rate.ref).div(deviation));
    });
    jax.tree.dispose([rate, root]);
    return [next.slice(0, w.length), next.slice(w.length), nextM, nextV];
  };
}

export function jaxJs(device: 'webgpu' | 'wasm'): Contestant {
  return {
    name: 'jax-js, jitted',
    device,
    replicas: 1,
    async start({ activation, shapes, parameters, batch, inputs, targets }) {
      const sigma = SIGMA[activation];
      if (!sigma) throw new Error(`${activation} is not written for it`);
      if (!(await jax.init(device)).includes(device)) throw new Error(`there is no device ${device}`);
      jax.defaultDevice(device);
      const floats = (values: Float32Array, shape: number[]) => np.array(values.slice(), { shape, device });
      const x = floats(inputs, [batch, 1]);
      const y = floats(targets, [batch, 1]);
      let { w, b }: State = {
        w: shapes.map(({ fanIn, fanOut, weights, biases }) =>
          floats(parameters.subarray(weights, biases), [fanIn, fanOut]),
        ),
        b: shapes.map(({ fanOut, biases }) => floats(parameters.subarray(biases, biases + fanOut), [fanOut])),
      };
      const zeros = () => [...w, ...b].map(({ shape }) => np.zeros(shape, { device }));
      let m = zeros();
      let v = zeros();
      const loss = squaredError(sigma);
      const step = jax.jit(adamStep(loss));
      const evaluate = jax.jit(loss);
      let done = 0;
      return {
        async advance(steps) {
          jax.defaultDevice(device);
          for (let i = 0; i < steps; i++) {
            done++;
            const rate = np.array(LEARNING_RATE / (1 - ADAM.beta1 ** done), { device });
            const root = np.array(1 / (1 - ADAM.beta2 ** done), { device });
            [w, b, m, v] = step(w, b, m, v, x.ref, y.ref, rate, root) as [Values, Values, Values, Values];
          }
          await jax.blockUntilReady(jax.tree.ref([w, b, m, v]));
        },
        async loss() {
          jax.defaultDevice(device);
          const [value = Number.NaN] = await evaluate(jax.tree.ref(w), jax.tree.ref(b), x.ref, y.ref).data();
          return Number(value);
        },
        dispose() {
          jax.tree.dispose([w, b, m, v, [x, y]]);
          step.dispose();
          evaluate.dispose();
        },
      };
    },
  };
}
