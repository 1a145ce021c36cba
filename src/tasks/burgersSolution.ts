/** The viscosity of the standard test, 0.01/π (Raissi, Perdikaris and Karniadakis 2019). */
export const BURGERS_VISCOSITY = 0.01 / Math.PI;

/** Trapezoid rule in units of the Gaussian's standard deviation: it converges geometrically for what is smooth and decays. */
const REACH = 60;
const NODES = 1200;

/**
 * u(x, t) of u_t + u u_x = ν u_xx, u(x, 0) = -sin πx, by Cole and Hopf:
 *     u = -∫ sin π(x - η) f(x - η) G dη / ∫ f(x - η) G dη,   f(y) = exp(-cos(πy)/(2πν)),  G = exp(-η²/(4νt))
 * (Basdevant et al., Spectral and finite difference solutions of the Burgers equation, 1986, eq. 2.5). The exponents
 * reach hundreds: the largest is taken out before exponentiation.
 * @param t at least 0.
 */
export function burgersSolution(x: number, t: number): number {
  if (t <= 0) return -Math.sin(Math.PI * x);
  // The initial shape's wells lie a distance of up to 1 away: the rule must reach over a whole period at small t already.
  const width = Math.sqrt(2 * BURGERS_VISCOSITY * t);
  const reach = Math.min(REACH * width, 2.5);
  const exponents = new Float64Array(NODES + 1);
  let largest = Number.NEGATIVE_INFINITY;
  const eta = (i: number) => reach * ((2 * i) / NODES - 1);
  for (let i = 0; i <= NODES; i++) {
    const e = exponentAt(x, t, eta(i));
    exponents[i] = e;
    if (e > largest) largest = e;
  }
  let [above, below] = [0, 0];
  for (let i = 0; i <= NODES; i++) {
    const weight = Math.exp(exponents[i]! - largest);
    above += weight * Math.sin(Math.PI * (x - eta(i)));
    below += weight;
  }
  // Exactly 0 on the axis of symmetry, where the sum leaves rounding.
  return x === 0 ? 0 : -above / below;
}

const exponentAt = (x: number, t: number, eta: number): number =>
  -Math.cos(Math.PI * (x - eta)) / (2 * Math.PI * BURGERS_VISCOSITY) - (eta * eta) / (4 * BURGERS_VISCOSITY * t);
