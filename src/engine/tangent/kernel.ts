/** The empirical tangent kernel of one network, in float64 from its float32 parameters. */
import type { Layer } from '../../theory/layer.ts';
import { type Architecture, affine } from '../distribution/forward.ts';
import { type Normalised, normalisationBackward, normalised } from '../reference/norm.ts';
import type { LayerShape } from '../weights.ts';

/** What one input sends through a network: what each layer takes in, and ∂z_L/∂z_l of the first output, [L] each. */
interface InputTrace {
  readonly taken: readonly Float64Array[];
  readonly slopes: readonly Float64Array[];
}

/**
 * Θ_ij = Σ_l (∂z_L/∂z_l)_i · (∂z_L/∂z_l)_j (1 + h_i·h_j/fan-in), h being what layer l takes in: of the first output, with bias
 * rate 1 and weight rate 1/fan-in as in theory/tangentKernel.ts. Yields between inputs and layers.
 * @param parameters as weights.ts lays them out.
 * @param inputs [count × n0], scaled.
 * @returns [count × count]; null where a number is not finite.
 */
export function* empiricalTangentKernel(
  architecture: Architecture,
  parameters: Float32Array,
  inputs: Float32Array,
): Generator<undefined, Float64Array | null> {
  const { shapes } = architecture;
  const dimension = shapes[0]!.fanIn;
  const count = inputs.length / dimension;
  const traces: InputTrace[] = [];
  for (let i = 0; i < count; i++) {
    traces.push(yield* trace(architecture, parameters, inputs.subarray(i * dimension, (i + 1) * dimension)));
  }
  const kernel = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      shapes.forEach(({ fanIn }, l) => {
        const taken = dot(traces[i]!.taken[l]!, traces[j]!.taken[l]!) / fanIn;
        sum += dot(traces[i]!.slopes[l]!, traces[j]!.slopes[l]!) * (1 + taken);
      });
      kernel[i * count + j] = sum;
      kernel[j * count + i] = sum;
    }
    yield;
  }
  return kernel.every(Number.isFinite) ? kernel : null;
}

function* trace(
  { shapes, layers }: Architecture,
  parameters: Float32Array,
  input: Float32Array,
): Generator<undefined, InputTrace> {
  const taken: Float64Array[] = [Float64Array.from(input)];
  const normed: Normalised[] = [];
  let z = affine(shapes[0]!, parameters, taken[0]!);
  for (let l = 1; l < shapes.length; l++) {
    const { norm, activation, skip } = layers[l] as Layer;
    normed.push(normalised(norm, [z]));
    taken.push(normed[l - 1]!.streams[0]!.map(activation.derivatives[0]));
    const next = affine(shapes[l]!, parameters, taken[l]!);
    if (skip !== 0) for (let k = 0; k < next.length; k++) next[k]! += skip * z[k]!;
    z = next;
    yield;
  }
  let slope = new Float64Array(z.length);
  slope[0] = 1;
  const slopes = [slope];
  for (let l = shapes.length - 1; l > 0; l--) {
    const { norm, activation, skip } = layers[l] as Layer;
    const hat = normed[l - 1]!;
    const back = transposed(shapes[l]!, parameters, slope);
    const at = hat.streams[0]!;
    for (let k = 0; k < back.length; k++) back[k]! *= activation.derivatives[1](at[k]!);
    const below = normalisationBackward(norm, hat, [back])[0]!;
    if (skip !== 0) for (let k = 0; k < below.length; k++) below[k]! += skip * slope[k]!;
    slope = Float64Array.from(below);
    slopes.unshift(slope);
    yield;
  }
  return { taken, slopes };
}

/** Wᵀ δ */
function transposed({ fanIn, fanOut, weights }: LayerShape, parameters: Float32Array, delta: Float64Array) {
  const back = new Float64Array(fanIn);
  for (let i = 0, at = weights; i < fanIn; i++, at += fanOut) {
    let sum = 0;
    for (let j = 0; j < fanOut; j++) sum += delta[j]! * parameters[at + j]!;
    back[i] = sum;
  }
  return back;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
