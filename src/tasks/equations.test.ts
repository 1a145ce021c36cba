import { describe, expect, it } from 'vitest';
import { BURGERS_VISCOSITY, burgersSolution } from './burgersSolution.ts';
import { defaultSettings, TASKS, task } from './catalogue.ts';

const EQUATIONS = TASKS.filter(({ derivatives }) => derivatives === 2);

describe.each(EQUATIONS)('$name', (equation) => {
  const settings = defaultSettings(equation);
  const exact = equation.target(settings)!;
  const data = equation.data(settings, 1);
  const { streams, coefficients, advection, weights } = data.equation!;

  /** u, ∂u/∂x, ∂²u/∂x², ∂u/∂t of the exact solution by central differences. */
  const derivatives = (x: number, t: number): [number, number, number, number] => {
    // The third mode of heat decays a hundred times a unit of time.
    const [h, dt] = [1e-4, 2e-5];
    const u = exact(x, t);
    const [left, right] = [exact(x - h, t), exact(x + h, t)];
    return [
      u,
      (right - left) / (2 * h),
      (right - 2 * u + left) / (h * h),
      streams === 4 && t > dt ? (exact(x, t + dt) - exact(x, t - dt)) / (2 * dt) : 0,
    ];
  };
  const isInside = (i: number) => coefficients[i * streams + 2] !== 0;

  it('its exact solution meets every condition of the data', () => {
    let inside = 0;
    for (let i = 0; i < data.size; i++) {
      const [x, t] = [data.inputs[i * data.inputDimension]!, data.inputDimension > 1 ? data.inputs[2 * i + 1]! : 0];
      if (isInside(i)) inside++;
      // Differences cannot follow the front nor the first instants.
      if (isInside(i) && streams === 4 && (t < 2e-3 || (equation.name === 'burgers' && Math.abs(x) < 0.1))) continue;
      const s = isInside(i) ? derivatives(x, t) : [exact(x, t), 0, 0, 0];
      const terms = s.slice(0, streams).map((value, k) => coefficients[i * streams + k]! * value);
      const residual = terms.reduce((sum, term) => sum + term, advection[i]! * s[0]! * s[1]!) - data.targets[i]!;
      const scale = Math.max(1, ...terms.map(Math.abs));
      expect(Math.abs(residual) / scale, `x = ${x}, t = ${t}`).toBeLessThan(2e-5);
    }
    expect(inside).toBe(settings.points);
  });

  it('the residual for the picture is that of the data', () => {
    const residual = equation.residual(settings)!;
    for (let i = 0; i < data.size; i++) {
      if (!isInside(i)) continue;
      const [x, t] = [data.inputs[i * data.inputDimension]!, data.inputDimension > 1 ? data.inputs[2 * i + 1]! : 0];
      const s = [0.3, -0.7, 1.1, 0.2];
      const terms = s.slice(0, streams).map((value, k) => coefficients[i * streams + k]! * value);
      const expected = terms.reduce((sum, term) => sum + term, advection[i]! * s[0]! * s[1]!) - data.targets[i]!;
      expect(residual(s[0]!, s[1]!, s[2]!, streams === 4 ? s[3]! : 0, x, t)).toBeCloseTo(expected, 4);
    }
  });

  it('the points on the boundary are spread through the order, so that every minibatch has its share', () => {
    const places = Array.from({ length: data.size }, (_, i) => i).filter((i) => !isInside(i));
    // Of a fair order, a half holds a hypergeometric number of them: mean n/2, variance below n/4.
    const early = places.filter((i) => i < data.size / 2).length;
    expect(Math.abs(early - places.length / 2)).toBeLessThan(4 * Math.sqrt(places.length / 4));
    expect(equation.data(settings, 2).inputs).not.toEqual(data.inputs);
  });

  it('the loss is the mean square inside plus the weight times that on the boundary', () => {
    const inside = Array.from({ length: data.size }, (_, i) => i).filter(isInside);
    const share = inside.reduce((sum, i) => sum + weights[i]!, 0) / data.size;
    const total = weights.reduce((sum, w) => sum + w, 0) / data.size;
    expect(share).toBeCloseTo(1, 5);
    expect(total - share).toBeCloseTo(Number(settings.weight), 4);
  });
});

describe('the solution of the Burgers equation', () => {
  it('has the steepest slope of the literature, 152.00516 at t = 1.6037/π (Basdevant et al. 1986, table 1)', () => {
    // On the axis; Richardson's extrapolation of two difference quotients.
    const slope = (t: number, h = 1e-6) => -(4 * burgersSolution(h, t) - burgersSolution(2 * h, t) / 2) / (3 * h);
    expect(slope(1.6037 / Math.PI)).toBeCloseTo(152.00516, 5);
    expect(slope(1.6 / Math.PI)).toBeLessThan(slope(1.6037 / Math.PI));
    expect(slope(1.6074 / Math.PI)).toBeLessThan(slope(1.6037 / Math.PI));
  });

  it('begins at -sin πx, is odd, and vanishes at both ends', () => {
    for (const x of [-0.9, -0.3, 0.2, 0.7]) {
      expect(burgersSolution(x, 0)).toBe(-Math.sin(Math.PI * x));
      expect(burgersSolution(x, 1e-6)).toBeCloseTo(-Math.sin(Math.PI * x), 4);
      for (const t of [0.1, 0.5, 1]) expect(burgersSolution(-x, t)).toBeCloseTo(-burgersSolution(x, t), 12);
    }
    for (const t of [0.1, 0.5, 1]) expect(Math.abs(burgersSolution(1, t))).toBeLessThan(1e-12);
  });

  it('is that of Chebyshev collocation in space and Runge and Kutta’s method in time, the front included', () => {
    // 65 points leave the front, 0.013 thick at its steepest, 8e-5 of error; before it, rounding alone is left.
    const tolerances = new Map([
      [0.25, 1e-10],
      [0.5, 1e-4],
      [0.75, 1e-4],
      [1, 1e-4],
    ]);
    const { points, states } = collocated(64, 4016, [...tolerances.keys()]);
    for (const [t, tolerance] of tolerances) {
      const u = states.get(t)!;
      points.forEach((x, i) => {
        expect(Math.abs(u[i]! - burgersSolution(x, t)), `x = ${x}, t = ${t}`).toBeLessThan(tolerance);
      });
    }
  });
});

it('the exact solution of the Poisson equation has as many half waves as asked for', () => {
  const exact = task('poisson').target({ ...defaultSettings(task('poisson')), freq: 3 })!;
  expect(exact(1 / 6, 0)).toBeCloseTo(1, 12);
  expect(Math.abs(exact(1 / 3, 0))).toBeLessThan(1e-12);
});

/**
 * The Burgers equation on [0, 1], where u is 0 at both ends by symmetry, at `order` + 1 Chebyshev points (Trefethen,
 * Spectral Methods in MATLAB, 2000, chapter 6), up to t = 1; u at the times asked for.
 */
function collocated(order: number, steps: number, times: readonly number[]) {
  const count = order + 1;
  const cosine = (i: number) => Math.cos((Math.PI * i) / order);
  const points = Float64Array.from({ length: count }, (_, i) => (1 - cosine(i)) / 2);
  const scale = (i: number) => (i % order === 0 ? 2 : 1) * (i % 2 === 0 ? 1 : -1);
  const matrix = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      if (i === j) continue;
      matrix[i * count + j] = scale(i) / scale(j) / (points[i]! - points[j]!);
      matrix[i * count + i]! -= matrix[i * count + j]!;
    }
  }
  const derivative = (v: Float64Array) =>
    v.map((_, i) => {
      let sum = 0;
      for (let j = 0; j < count; j++) sum += matrix[i * count + j]! * v[j]!;
      return sum;
    });
  const slope = (u: Float64Array) => {
    const ux = derivative(u);
    const uxx = derivative(ux);
    return u.map((value, i) => (i % order === 0 ? 0 : BURGERS_VISCOSITY * uxx[i]! - value * ux[i]!));
  };
  const moved = (v: Float64Array, k: Float64Array, by: number) => v.map((value, i) => value + by * k[i]!);
  const dt = 1 / steps;
  let u = points.map((x, i) => (i === order ? 0 : -Math.sin(Math.PI * x)));
  const states = new Map<number, Float64Array>();
  for (let step = 1; step <= steps; step++) {
    const k1 = slope(u);
    const k2 = slope(moved(u, k1, dt / 2));
    const k3 = slope(moved(u, k2, dt / 2));
    const k4 = slope(moved(u, k3, dt));
    u = u.map((value, i) => value + (dt / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
    if (times.includes(step / steps)) states.set(step / steps, u);
  }
  return { points, states };
}
