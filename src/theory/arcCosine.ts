import { panelPlaces, panelWeights } from '../lib/panel.ts';

/**
 * J_p(θ) = p! ∫_0^{π-θ} (cos θ + cos ψ)^p dψ, the arc-cosine kernel (Cho & Saul 2009): for z and z' of variances 1 at an angle
 * θ, E[max(0, z)^p max(0, z')^p] = J_p(θ)/2π. In polar coordinates that is E[r^{2p}] times an integral over the angle, which
 * has no term that cancels, as θ → π has in the closed forms of each p. p is whole, from 0 on.
 */
export function arcCosine(p: number, theta: number): number {
  if (p === 0) return Math.PI - theta;
  // cos θ + cos ψ as a product, of which no factor loses digits at the end of the range.
  const below = (psi: number) => 2 * Math.cos((psi + theta) / 2) * Math.cos((psi - theta) / 2);
  return factorial(p) * integrated((psi) => below(psi) ** p, Math.PI - theta);
}

/** 1 - J_p(θ)/J_p(0), whose digits do not depend on how small θ is: dJ_p/dθ = -p² sin θ J_{p-1}. */
export function arcCosineLoss(p: number, theta: number): number {
  const lost = p === 0 ? theta : p ** 2 * integrated((angle) => Math.sin(angle) * arcCosine(p - 1, angle), theta);
  return lost / arcCosine(p, 0);
}

function factorial(p: number): number {
  let product = 1;
  for (let k = 2; k <= p; k++) product *= k;
  return product;
}

/** Of what turns a few times within π, from 0 on: two panels are exact to the last bits. */
function integrated(f: (x: number) => number, end: number): number {
  const half = end / 4;
  let sum = 0;
  for (let i = 0; i < panelPlaces.length; i++) {
    const x = half * panelPlaces[i]!;
    sum += panelWeights[i]! * (f(half + x) + f(3 * half + x));
  }
  return sum * half;
}
