/** Nodes in [0, 1) of the 15-point Kronrod rule, outermost first; every second one belongs to the 7-point Gauss rule (QUADPACK qk15). */
const NODES = [
  0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945, 0.5860872354676911,
  0.4058451513773972, 0.20778495500789848, 0,
];
const KRONROD = [
  0.022935322010529224,
  0.06309209262997856,
  0.10479001032225019,
  0.14065325971552592,
  0.1690047266392679,
  0.19035057806478542,
  0.20443294007529889,
  0.20948214108472782 / 2,
];
const GAUSS = [0, 0.1294849661688697, 0, 0.27970539148927664, 0, 0.3818300505051189, 0, 0.4179591836734694 / 2];
/** After so many panels what is left to see is rounding, or an integrand that is no function of bounded variation. */
const MAX_PANELS = 4000;

export interface Integral {
  /** One value per component of the integrand. */
  readonly values: Float64Array;
  /** Estimated absolute error of each. */
  readonly errors: Float64Array;
}

/**
 * ∫ f over the panels between ascending `breakpoints`, for an integrand with several components that share their work.
 * Panels are halved until each component's estimated error is below `tolerance` times its integral of |f|; where the
 * integrand does not allow that within MAX_PANELS, `errors` says how far it got.
 * @param evaluate writes f(x) into `out`, [components].
 */
export function integrate(
  evaluate: (x: number, out: Float64Array) => void,
  components: number,
  breakpoints: readonly number[],
  tolerance = 1e-11,
): Integral {
  const panels = breakpoints.slice(1).map((right, i) => panel(evaluate, components, breakpoints[i] as number, right));
  const magnitudes = new Float64Array(components);
  for (const { magnitude } of panels) for (let c = 0; c < components; c++) magnitudes[c]! += magnitude[c]!;

  const values = new Float64Array(components);
  const errors = new Float64Array(components);
  let count = panels.length;
  while (panels.length > 0) {
    const p = panels.pop() as Panel;
    const fine = p.error.every((error, c) => error <= tolerance * magnitudes[c]!);
    if (fine || count >= MAX_PANELS) {
      for (let c = 0; c < components; c++) {
        values[c]! += p.value[c]!;
        errors[c]! += p.error[c]!;
      }
    } else {
      count += 2;
      const middle = (p.left + p.right) / 2;
      panels.push(panel(evaluate, components, middle, p.right));
      panels.push(panel(evaluate, components, p.left, middle));
    }
  }
  return { values, errors };
}

interface Panel extends PanelEstimate {
  readonly left: number;
  readonly right: number;
}

function panel(
  evaluate: (x: number, out: Float64Array) => void,
  components: number,
  left: number,
  right: number,
): Panel {
  const centre = (left + right) / 2;
  const half = (right - left) / 2;
  const samples = new Float64Array(SAMPLES * components);
  const out = new Float64Array(components);
  for (let i = 0; i < SAMPLES; i++) {
    evaluate(centre + half * samplePlace(i), out);
    samples.set(out, i * components);
  }
  return { left, right, ...estimated(samples, components, half) };
}

/** Samples of a panel: two per node, mirrored about the centre; the middle node's coincide, hence its halved weights. */
export const SAMPLES = 2 * NODES.length;

/** Of sample i, in a panel from -1 to 1. */
export const samplePlace = (i: number): number => (i % 2 === 0 ? -NODES[i >> 1]! : NODES[i >> 1]!);
export const sampleWeight = (i: number): number => KRONROD[i >> 1]!;

export interface PanelEstimate {
  readonly value: Float64Array;
  readonly error: Float64Array;
  /** Integral of |f|. */
  readonly magnitude: Float64Array;
}

/** The integral over a panel that is 2 `half` wide, by each component, of an integrand's samples [SAMPLES × components]. */
export function estimated(samples: Float64Array, components: number, half: number): PanelEstimate {
  const value = new Float64Array(components);
  const error = new Float64Array(components);
  const magnitude = new Float64Array(components);
  for (let c = 0; c < components; c++) {
    let kronrod = 0;
    let gauss = 0;
    for (let i = 0; i < SAMPLES; i++) {
      const f = samples[i * components + c]!;
      kronrod += KRONROD[i >> 1]! * f;
      gauss += GAUSS[i >> 1]! * f;
      magnitude[c]! += KRONROD[i >> 1]! * half * Math.abs(f);
    }
    let variation = 0;
    for (let i = 0; i < SAMPLES; i++) {
      variation += KRONROD[i >> 1]! * half * Math.abs(samples[i * components + c]! - kronrod / 2);
    }
    value[c] = kronrod * half;
    error[c] = sharpened(Math.abs(kronrod - gauss) * half, variation);
  }
  return { value, error, magnitude };
}

/** QUADPACK's estimate: the difference of the two rules overstates the Kronrod rule's error, the more so the smaller it is. */
function sharpened(difference: number, variation: number): number {
  if (variation === 0 || difference === 0) return difference;
  return variation * Math.min(1, ((200 * difference) / variation) ** 1.5);
}
