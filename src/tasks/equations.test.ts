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
    const slope = (t: number) => Math.abs(burgersSolution(1e-5, t) / 1e-5);
    expect(slope(1.6037 / Math.PI)).toBeCloseTo(152.005, 2);
    expect(slope(1.55 / Math.PI)).toBeLessThan(slope(1.6037 / Math.PI));
    expect(slope(1.65 / Math.PI)).toBeLessThan(slope(1.6037 / Math.PI));
  });

  it('begins at -sin πx, is odd, and vanishes at both ends', () => {
    for (const x of [-0.9, -0.3, 0.2, 0.7]) {
      expect(burgersSolution(x, 0)).toBe(-Math.sin(Math.PI * x));
      expect(burgersSolution(x, 1e-6)).toBeCloseTo(-Math.sin(Math.PI * x), 4);
      for (const t of [0.1, 0.5, 1]) expect(burgersSolution(-x, t)).toBeCloseTo(-burgersSolution(x, t), 12);
    }
    for (const t of [0.1, 0.5, 1]) expect(Math.abs(burgersSolution(1, t))).toBeLessThan(1e-12);
  });

  it('is that of central differences in space and Runge and Kutta’s method in time', () => {
    // On [0, 1], where u is 0 at both ends by symmetry.
    const cells = 800;
    const h = 1 / cells;
    let u = Float64Array.from({ length: cells + 1 }, (_, i) => -Math.sin((Math.PI * i) / cells));
    const slope = (v: Float64Array) =>
      v.map((_, i) =>
        i === 0 || i === cells
          ? 0
          : (-v[i]! * (v[i + 1]! - v[i - 1]!)) / (2 * h) +
            (BURGERS_VISCOSITY * (v[i + 1]! - 2 * v[i]! + v[i - 1]!)) / h ** 2,
      );
    const moved = (v: Float64Array, k: Float64Array, by: number) => v.map((value, i) => value + by * k[i]!);
    const dt = 1 / 5000;
    for (let step = 0; step < 5000; step++) {
      const k1 = slope(u);
      const k2 = slope(moved(u, k1, dt / 2));
      const k3 = slope(moved(u, k2, dt / 2));
      const k4 = slope(moved(u, k3, dt));
      u = u.map((value, i) => value + (dt / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
      if (step + 1 === 1250) {
        for (let i = 0; i <= cells; i += 20) expect(Math.abs(u[i]! - burgersSolution(i * h, 0.25))).toBeLessThan(2e-4);
      }
    }
    for (let i = 0.05 * cells; i <= cells; i += 20) {
      expect(Math.abs(u[i]! - burgersSolution(i * h, 1))).toBeLessThan(2e-4);
    }
  });
});

it('the exact solution of the Poisson equation has as many half waves as asked for', () => {
  const exact = task('poisson').target({ ...defaultSettings(task('poisson')), freq: 3 })!;
  expect(exact(1 / 6, 0)).toBeCloseTo(1, 12);
  expect(Math.abs(exact(1 / 3, 0))).toBeLessThan(1e-12);
});
