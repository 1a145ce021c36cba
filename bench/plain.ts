/** Loops in JavaScript over float32 arrays, as one writes them by hand; no library. */
import { ADAM } from '../src/engine/step/constants.ts';
import type { Contestant } from './contestant.ts';
import { LEARNING_RATE, type Problem } from './problem.ts';

interface Loops {
  /** a ← σ(z) */
  forward(z: Float32Array, a: Float32Array): void;
  /** d ← d σ'(z) */
  backward(z: Float32Array, d: Float32Array): void;
}

const SIGMA: Readonly<Record<string, Loops>> = {
  relu: {
    forward(z, a) {
      for (let i = 0; i < z.length; i++) a[i] = Math.max(0, z[i]!);
    },
    backward(z, d) {
      for (let i = 0; i < z.length; i++) if (z[i]! <= 0) d[i] = 0;
    },
  },
  'mrepu.2': {
    forward(z, a) {
      for (let i = 0; i < z.length; i++) {
        const u = Math.max(0, z[i]! + 1);
        a[i] = z[i]! * u * u;
      }
    },
    backward(z, d) {
      for (let i = 0; i < z.length; i++) {
        const u = Math.max(0, z[i]! + 1);
        d[i] = d[i]! * u * (3 * z[i]! + 1);
      }
    },
  },
};

/** z ← h w + b, over the batch. */
function product(h: Float32Array, w: Float32Array, b: Float32Array, z: Float32Array, batch: number): void {
  const fanOut = b.length;
  const fanIn = w.length / fanOut;
  for (let i = 0; i < batch; i++) {
    const row = i * fanOut;
    for (let j = 0; j < fanOut; j++) z[row + j] = b[j]!;
    for (let k = 0; k < fanIn; k++) {
      const factor = h[i * fanIn + k]!;
      for (let j = 0; j < fanOut; j++) z[row + j] = z[row + j]! + factor * w[k * fanOut + j]!;
    }
  }
}

/** dh ← d wᵀ */
function inputGradient(d: Float32Array, w: Float32Array, dh: Float32Array, fanOut: number, batch: number): void {
  const fanIn = w.length / fanOut;
  for (let i = 0; i < batch; i++) {
    for (let k = 0; k < fanIn; k++) {
      let sum = 0;
      for (let j = 0; j < fanOut; j++) sum += d[i * fanOut + j]! * w[k * fanOut + j]!;
      dh[i * fanIn + k] = sum;
    }
  }
}

/** dw ← hᵀ d, db ← Σ d */
function weightGradient(h: Float32Array, d: Float32Array, dw: Float32Array, db: Float32Array, batch: number): void {
  const fanOut = db.length;
  const fanIn = dw.length / fanOut;
  dw.fill(0);
  db.fill(0);
  for (let i = 0; i < batch; i++) {
    for (let j = 0; j < fanOut; j++) db[j] = db[j]! + d[i * fanOut + j]!;
    for (let k = 0; k < fanIn; k++) {
      const factor = h[i * fanIn + k]!;
      for (let j = 0; j < fanOut; j++) dw[k * fanOut + j] = dw[k * fanOut + j]! + factor * d[i * fanOut + j]!;
    }
  }
}

class Network {
  readonly #problem: Problem;
  readonly #sigma: Loops;
  readonly #parameters: Float32Array;
  readonly #gradient: Float32Array;
  readonly #m: Float32Array;
  readonly #v: Float32Array;
  readonly #layers: readonly {
    readonly w: Float32Array;
    readonly b: Float32Array;
    readonly dw: Float32Array;
    readonly db: Float32Array;
    /** Preactivations, activations, and the loss's gradient by the preactivations, [batch × fanOut]. */
    readonly z: Float32Array;
    readonly a: Float32Array;
    readonly d: Float32Array;
  }[];
  #step = 0;

  constructor(problem: Problem, sigma: Loops) {
    this.#problem = problem;
    this.#sigma = sigma;
    const count = problem.parameters.length;
    this.#parameters = problem.parameters.slice();
    this.#gradient = new Float32Array(count);
    this.#m = new Float32Array(count);
    this.#v = new Float32Array(count);
    this.#layers = problem.shapes.map(({ fanOut, weights, biases }) => ({
      w: this.#parameters.subarray(weights, biases),
      b: this.#parameters.subarray(biases, biases + fanOut),
      dw: this.#gradient.subarray(weights, biases),
      db: this.#gradient.subarray(biases, biases + fanOut),
      z: new Float32Array(problem.batch * fanOut),
      a: new Float32Array(problem.batch * fanOut),
      d: new Float32Array(problem.batch * fanOut),
    }));
  }

  /** Mean squared error; leaves its gradient by the output in the last layer's `d`. */
  forward(): number {
    const { inputs, targets, batch } = this.#problem;
    let h = inputs;
    for (const { w, b, z, a } of this.#layers) {
      product(h, w, b, z, batch);
      this.#sigma.forward(z, a);
      h = a;
    }
    const { z, d } = this.#layers.at(-1)!;
    let loss = 0;
    for (let i = 0; i < batch; i++) {
      const error = z[i]! - targets[i]!;
      loss += (error * error) / batch;
      d[i] = (2 * error) / batch;
    }
    return loss;
  }

  train(): void {
    this.forward();
    const { inputs, batch } = this.#problem;
    for (let l = this.#layers.length - 1; l >= 0; l--) {
      const { w, b, dw, db, d } = this.#layers[l]!;
      const below = this.#layers[l - 1];
      weightGradient(below?.a ?? inputs, d, dw, db, batch);
      if (!below) break;
      inputGradient(d, w, below.d, b.length, batch);
      this.#sigma.backward(below.z, below.d);
    }
    this.#adam();
  }

  #adam(): void {
    this.#step++;
    const { beta1, beta2, epsilon } = ADAM;
    const rate = LEARNING_RATE / (1 - beta1 ** this.#step);
    const root = 1 / (1 - beta2 ** this.#step);
    const p = this.#parameters;
    const g = this.#gradient;
    const m = this.#m;
    const v = this.#v;
    for (let i = 0; i < p.length; i++) {
      m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
      v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!;
      p[i] = p[i]! - (rate * m[i]!) / (Math.sqrt(v[i]! * root) + epsilon);
    }
  }
}

export const plain: Contestant = {
  name: 'plain loops',
  device: 'JavaScript',
  replicas: 1,
  async start(problem) {
    const sigma = SIGMA[problem.activation];
    if (!sigma) throw new Error(`${problem.activation} is not written for it`);
    const network = new Network(problem, sigma);
    return {
      async advance(steps) {
        for (let i = 0; i < steps; i++) network.train();
      },
      loss: async () => network.forward(),
      dispose() {},
    };
  },
};
