/**
 * What finite width makes of a squared error's gradient, to first order in 1/n, for every kind of layer with Gaussian weights.
 *
 * Forward, all that fluctuates are the means X_k of the modes h_k = He_k(z/√K)/√k! over the neurons (fluctuation.ts):
 * S_k = n Cov(X_2, X_k) and μ_k = n E[X_k] follow from layer to layer, with ρ = γ √(K/K') and s_k the modes of σ²/g.
 *
 * Back, of g = ∂L/∂z and the g' of the layer above: the part of W along σ(ẑ) is known from z' and z, the rest is not. With
 * u = W σ(ẑ), f = σσ' and ξ of n independent numbers of variance C_W ‖g'‖²/n
 *     g = γ g' + f (u·g')/|σ|² + σ' (ξ without its part along σ),
 * and a norm divides all but γ g' by √K and takes out the part along ẑ, layer norm the mean too. So, m = C_W g/K', f_j and q_k the
 * modes of √κ f/g and κ σ'²/g, and p = m χ⊥^-1 K'/K,
 *     n (E‖g‖²/(χ⊥ E‖g'‖²) - 1) = p (Σ_j f_j (2 ρ^{j+1} b'_j + m f_j b'_1) + Σ_k q_k c_k + Σ_k q_k μ_k),
 * in which
 * - b_j = E[(g·h_j)(g·h_1)]/E‖g‖² - √j w_{j-1}, w the modes of g_i² as a function of z_i, is by how much g lies along h_j and h_1
 *   together more than a vector that knows nothing of z:
 *       b_j = χ∥/χ⊥ (ρ^{j+1} b'_j + m f_j b'_1) + p √(j+1) q_{j+1}          (with a norm - p √j q_{j-1} for the last),
 *   from b_1 = n_out + 1 on, which is a Gaussian g_L = z_L; b = 0 where g_L is independent of z_L;
 * - c_k = n Cov(log ‖g'‖², X_k): gradients are large where the signal is. log ‖g‖² = Σ φ_k X_k with
 *       φ_k = p q_k + ρ^k φ'_k + m φ'_2 s_k/√2, from φ_2 = √2 on;
 * - μ_k: σ'² is averaged over z that are not quite Gaussian, nor of variance K.
 * Without biases and skips this is exact for ReLU and linear networks at any width, b_1 being taken to all orders
 * (errorGradients.test.ts).
 */
import { type FlowStep, kernelFlow } from './flow.ts';
import { dropped, Fluctuation, relativeU } from './fluctuation.ts';
import { COMPONENTS, hermiteModes, PLACES, SLOPES } from './hermiteModes.ts';
import type { Layer, LayerKind } from './layer.ts';

/** What first order adds to one layer, above which it says little. */
export const FIRST_ORDER_LIMIT = 0.5;

/** Modes that are followed, from 0 on. */
const COUNT = 17;

/** The way from one layer to the next. */
export interface ErrorStep {
  readonly kind: LayerKind;
  /** ρ = ±√(γ²K/K') */
  readonly rho: number;
  /** m */
  readonly made: number;
  /** χ∥ K/K' and χ⊥ K/K' */
  readonly parallel: number;
  readonly perp: number;
  /** p */
  readonly share: number;
  /** s_k, 0 where a norm takes them out. */
  readonly squares: Float64Array;
  /** Of log of the mean of σ'² by X_k, times the mean: q_k without a norm. */
  readonly slopes: Float64Array;
  /** E[κσ'²]/g, and of x² κσ'² in a Gaussian x; of κσ²σ'²/g² what no norm takes out, and of q_k s_k the sum over k ≠ 0, 2. */
  readonly slope: number;
  readonly sizeSlope: number;
  readonly signal: number;
  readonly signalSlopes: number;
  /** What b_j begins anew with, over p. */
  readonly begun: Float64Array;
  /** Relative variance of one neuron's σ² beyond what a norm takes out. */
  readonly noise: number;
  /** S_k in front of it, and Σ q_k μ_k. */
  readonly scatter: Float64Array;
  readonly shift: number;
}

/** S_k and μ_k of a layer. */
interface Means {
  readonly scatter: Float64Array;
  readonly shift: Float64Array;
}

/** [L - 1], from the first layer on; null where float64 cannot hold it. */
export function errorSteps(layers: readonly Layer[], logK1: number): readonly (ErrorStep | null)[] {
  const fluctuation = new Fluctuation(0);
  let means: Means = { scatter: new Float64Array(COUNT), shift: new Float64Array(COUNT) };
  means.scatter[2] = 1;
  const steps: (ErrorStep | null)[] = [];
  kernelFlow(layers, logK1, (step) => {
    const own = step && errorStep(step, means);
    if (step) fluctuation.advance(step);
    if (own) means = meansAfter(own, means, fluctuation.relativeV);
    steps.push(own);
  });
  return steps;
}

const averages = new Float64Array(COMPONENTS);

function errorStep({ layer, shape, logKappa, made, carried }: FlowStep, means: Means): ErrorStep | null {
  hermiteModes(layer.activation, logKappa, averages);
  const norm = layer.norm !== 'none';
  const slope = averages[PLACES.slope]!;
  const perp = carried + made * slope;
  if (!(perp > 0)) return null;
  const squares = averages.slice(PLACES.square, PLACES.square + COUNT);
  const slopes = new Float64Array(COUNT);
  slopes.set(averages.subarray(PLACES.slopes, PLACES.slopes + SLOPES), 1);
  const [s1, s2, q1, q2] = [squares[1]!, squares[2]!, slopes[1]!, slopes[2]!];
  let signal = averages[PLACES.signalSlope]!;
  let signalSlopes = signal - slope - q2 * s2;
  const sizeSlope = slope + Math.SQRT2 * q2;
  const slopeMode = (k: number) => (k === 0 ? slope : (slopes[k] ?? 0));
  const begun = Float64Array.from({ length: COUNT }, (_, j) =>
    norm ? -Math.sqrt(j) * slopeMode(Math.max(0, j - 1)) : Math.sqrt(j + 1) * slopeMode(j + 1),
  );
  const { exponent, kurtosis } = shape;
  let noise = kurtosis - 1;
  if (norm) {
    signal -= modeOfSignal(squares, 1) ** 2;
    noise -= s2 ** 2;
    squares[2] = 0;
    // The mean square that it divides by.
    slopes[2] = -Math.SQRT2 * slope;
  }
  if (layer.norm === 'layer') {
    signal -= modeOfSignal(squares, 0) ** 2;
    signalSlopes -= q1 * s1;
    noise -= s1 ** 2;
    squares[1] = 0;
    slopes[1] = 0;
  }
  const known = { kind: layer, slope, sizeSlope, signal, signalSlopes, squares, slopes, scatter: means.scatter };
  return {
    ...known,
    rho: Math.sign(layer.skip) * Math.sqrt(carried),
    made,
    parallel: carried + (norm ? 0 : made * exponent),
    perp,
    share: made / perp,
    begun,
    noise: Math.max(0, noise),
    shift: shiftOfSlope(known, means),
  };
}

/** f_j, from the modes of σ²: √κ σσ' is half the slope of σ². */
const modeOfSignal = (squares: Float64Array, j: number): number => (Math.sqrt(j + 1) * (squares[j + 1] ?? 0)) / 2;

/** Σ q_k μ_k; of what is normalised, that of the mean of σ'² over the mean square that it is divided by. */
function shiftOfSlope({ kind, slope, slopes }: Pick<ErrorStep, 'kind' | 'slope' | 'slopes'>, means: Means): number {
  let sum = 0;
  for (let k = 1; k <= SLOPES; k++) {
    if (kind.norm === 'none') sum += slopes[k]! * means.shift[k]!;
    else if (!dropped(kind, k)) {
      sum += slopes[k]! * (normalisedShift(kind, means, k) - Math.SQRT2 * means.scatter[k]!);
    }
  }
  if (kind.norm === 'none') return sum;
  // E[1/ŝ²] K - 1, of which layer norm's mean is 1 more.
  const divisor = 2 * means.scatter[2]! - Math.SQRT2 * means.shift[2]! + (kind.norm === 'layer' ? 1 : 0);
  return sum + slope * divisor;
}

/** n E[mean of h_k over the neurons' ẑ], k ≠ 2: on a sphere the fourth one is known whatever the fluctuations are. */
function normalisedShift({ norm }: LayerKind, { scatter, shift }: Means, k: number): number {
  if (k === 4) return -Math.sqrt(24) / 4;
  const below = k > 2 ? Math.sqrt(k * (k - 1)) * scatter[k - 2]! : 0;
  const centred = norm === 'layer' && k === 3 ? Math.sqrt(3) * scatter[1]! : 0;
  return shift[k]! - (k * scatter[k]! + below) / Math.SQRT2 - centred;
}

/** @param relativeV V'/K'² */
function meansAfter({ kind, rho, made, parallel, squares }: ErrorStep, means: Means, relativeV: number): Means {
  const scatter = new Float64Array(COUNT);
  const shift = new Float64Array(COUNT);
  let ofMade = 0;
  for (let k = 1; k < COUNT; k++) {
    if (k === 2) {
      ofMade += squares[2]! * means.shift[2]!;
      continue;
    }
    const power = rho ** k;
    scatter[k] = power * (parallel * means.scatter[k]! + (made * squares[k]!) / Math.SQRT2);
    if (k > 2 && k !== 4) {
      const own = squares[2]! * means.scatter[k - 2]! + squares[k - 2]!;
      shift[k] = power * means.shift[k]! + (Math.sqrt(k * (k - 1)) / 2) * rho ** (k - 2) * made * own;
    }
    ofMade += squares[k]! * (kind.norm === 'none' ? means.shift[k]! : normalisedShift(kind, means, k));
  }
  scatter[2] = relativeU(relativeV) / 2;
  shift[2] = rho ** 2 * means.shift[2]! + (made * ofMade) / Math.SQRT2;
  // The excess kurtosis of z over initialisations is 3V/(nK²), whatever the layers are.
  shift[4] = (Math.sqrt(24) / 8) * relativeV;
  return { scatter, shift };
}

/**
 * log E‖g_l‖²/Π χ⊥, [L]; NaN below the last layer at which first order adds more than FIRST_ORDER_LIMIT.
 * @param outputs n_out where g_L = z_L; null where g_L knows nothing of the network.
 */
export function logExcess(steps: readonly (ErrorStep | null)[], width: number, outputs: number | null): Float64Array {
  const excess = new Float64Array(steps.length + 1);
  let along: Float64Array = new Float64Array(COUNT);
  let response: Float64Array = new Float64Array(COUNT);
  if (outputs !== null) {
    along[1] = outputs + 1;
    response[2] = Math.SQRT2;
  }
  for (let l = steps.length - 1; l >= 0; l--) {
    const step = steps[l]!;
    if (step === null) {
      excess[l] = excess[l + 1]!;
      continue;
    }
    const by = (direct(step, along) + followed(step, response) + step.share * step.shift) / width;
    if (!(Math.abs(by) <= FIRST_ORDER_LIMIT)) return excess.fill(Number.NaN, 0, l + 1);
    const growth = 1 + by;
    excess[l] = excess[l + 1]! + Math.log(growth);
    along = alongAfter(step, along, response[2]! / Math.SQRT2 / width, growth);
    response = responseAfter(step, response);
  }
  return excess;
}

/** What comes of g' along what is known of W, and of what a norm takes out of the rest. */
function direct({ kind, rho, made, share, squares, signal, slope, sizeSlope }: ErrorStep, along: Float64Array): number {
  let sum = made * signal * along[1]!;
  if (rho !== 0) {
    for (let j = 0; j < COUNT; j++) sum += 2 * modeOfSignal(squares, j) * rho ** (j + 1) * along[j]!;
  }
  if (kind.norm !== 'none') sum -= sizeSlope + (kind.norm === 'layer' ? slope : 0);
  return share * sum;
}

/** Σ q_k c_k */
function followed(step: ErrorStep, response: Float64Array): number {
  const { rho, made, parallel, share, squares, slopes, signalSlopes, scatter } = step;
  const size = response[2]!;
  let sum = (size * made * signalSlopes) / Math.SQRT2;
  let withSize = size * parallel * scatter[2]!;
  for (let k = 1; k < COUNT; k++) {
    if (k === 2) continue;
    sum += slopes[k]! * (response[k]! * rho ** k + size * parallel * scatter[k]!);
    withSize += scatter[k]! * (response[k]! * rho ** k + (size * made * squares[k]!) / Math.SQRT2);
  }
  return share * (sum + slopes[2]! * withSize);
}

/** @param varied 1/n, as far as ‖g'‖² is proportional to |σ|². */
function alongAfter(step: ErrorStep, along: Float64Array, varied: number, growth: number): Float64Array {
  const { rho, made, parallel, perp, share, squares, begun, noise } = step;
  // That |σ|² varies makes more of (u·g')², which of a wide output is more than first order.
  const first = along[1]! + made * noise * (made * along[1]! + 1) * varied;
  return along.map((own, j) => {
    const known = (parallel / perp) * (rho ** (j + 1) * own + made * modeOfSignal(squares, j) * first);
    const next = known + share * begun[j]!;
    return j === 1 ? (next + 1) / growth - 1 : next / growth;
  });
}

function responseAfter({ rho, made, share, squares, slopes }: ErrorStep, response: Float64Array): Float64Array {
  return response.map((own, k) =>
    k === 0 ? 0 : share * slopes[k]! + rho ** k * own + (made * response[2]! * squares[k]!) / Math.SQRT2,
  );
}
