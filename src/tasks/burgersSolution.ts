/** The viscosity of the standard test, 0.01/π (Raissi, Perdikaris and Karniadakis 2019). */
export const BURGERS_VISCOSITY = 0.01 / Math.PI;

/**
 * Trapezoid rule over so many of the Gaussian's standard deviations to either side: f varies by a factor of
 * e^{1/(πν)} = e^{100}, so that beyond 17 all is below e^{-44} of the largest.
 */
const REACH = 17;
/** The rule converges geometrically for what is smooth and decays: 120 nodes already give all digits for t up to 1.5. */
const NODES = 200;

/**
 * u(x, t) of u_t + u u_x = ν u_xx, u(x, 0) = -sin πx, by Cole and Hopf:
 *     u = -∫ sin π(x - η) f(x - η) G dη / ∫ f(x - η) G dη,   f(y) = exp(-cos(πy)/(2πν)),  G = exp(-η²/(4νt))
 * (Basdevant et al., Spectral and finite difference solutions of the Burgers equation, 1986, eq. 2.5). The exponents
 * reach hundreds: the largest is taken out before exponentiation.
 * @param t from 0 to 1.5.
 */
export function burgersSolution(x: number, t: number): number {
  if (t <= 0) return -Math.sin(Math.PI * x);
  // Exactly 0 on the axis of symmetry, where the sum would leave rounding.
  if (x === 0) return 0;
  const reach = REACH * Math.sqrt(2 * BURGERS_VISCOSITY * t);
  const angles = new Float64Array(NODES + 1);
  const exponents = new Float64Array(NODES + 1);
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i <= NODES; i++) {
    const eta = reach * ((2 * i) / NODES - 1);
    const angle = Math.PI * (x - eta);
    const exponent = -Math.cos(angle) / (2 * Math.PI * BURGERS_VISCOSITY) - (eta * eta) / (4 * BURGERS_VISCOSITY * t);
    angles[i] = angle;
    exponents[i] = exponent;
    if (exponent > largest) largest = exponent;
  }
  let [above, below] = [0, 0];
  for (let i = 0; i <= NODES; i++) {
    const weight = Math.exp(exponents[i]! - largest);
    above += weight * Math.sin(angles[i]!);
    below += weight;
  }
  return -above / below;
}
