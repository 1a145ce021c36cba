/** A point and the value there. */
export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
}

/**
 * Least value of f near a start, without derivatives: the simplex of J. Nelder and R. Mead (1965, Computer Journal 7,
 * 308), with their reflection 1, expansion 2, contraction and shrinking ½. Deterministic. Ends when the values at the
 * corners agree to `tolerance`, or after `evaluations` of f; a value that is not a number counts as infinite.
 * @param steps how far the other corners of the first simplex lie from the start, by coordinate; none may be 0.
 */
export function nelderMead(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  steps: readonly number[],
  { tolerance = 1e-9, evaluations = 200 } = {},
): Minimum {
  let left = evaluations;
  const at = (point: readonly number[]): Minimum => {
    left--;
    const value = f(point);
    return { point, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  let corners = [start, ...steps.map((step, i) => start.map((x, j) => (i === j ? x + step : x)))].map(at);
  for (;;) {
    corners.sort((a, b) => a.value - b.value);
    const [best, worst] = [corners[0] as Minimum, corners.at(-1) as Minimum];
    if (left <= 0 || worst.value - best.value <= tolerance * (1 + Math.abs(best.value))) return best;
    const kept = corners.slice(0, -1);
    const second = kept.at(-1) as Minimum;
    const centre = start.map((_, j) => kept.reduce((sum, { point }) => sum + point[j]!, 0) / kept.length);
    /** On the line from the worst corner through the centre of the others: -1 is the mirror image. */
    const along = (t: number) => at(centre.map((c, j) => c + t * (worst.point[j]! - c)));
    const mirrored = along(-1);
    let next: Minimum | null = mirrored;
    if (mirrored.value < best.value) {
      const further = along(-2);
      if (further.value < mirrored.value) next = further;
    } else if (!(mirrored.value < second.value)) {
      const nearer = along(mirrored.value < worst.value ? -0.5 : 0.5);
      next = nearer.value < Math.min(mirrored.value, worst.value) ? nearer : null;
    }
    corners =
      next === null
        ? [best, ...corners.slice(1).map(({ point }) => at(point.map((x, j) => (x + best.point[j]!) / 2)))]
        : [...kept, next];
  }
}

/** Distance of the differences by which `newton` sees slopes and curvatures. */
const DIFFERENCE = 1e-3;
/** A Newton step may not be longer than this in any coordinate, and one shorter than that is the last. */
const LONGEST = 0.5;
const SETTLED = 1e-6;

/**
 * The minimum near a point that is already close to it, by Newton's method on central differences. Its answer does not hang
 * on the last bits of f, as that of a search by values does: a value is flat at a minimum, its slope is not.
 * Stops where a step no longer leads down, at the latest after `steps`.
 */
export function newton(f: (point: readonly number[]) => number, start: readonly number[], steps = 8): Minimum {
  let here: Minimum = { point: start, value: f(start) };
  for (let i = 0; i < steps; i++) {
    const step = newtonStep(f, here);
    if (step === null) return here;
    const longest = Math.max(...step.map(Math.abs));
    let next: Minimum | null = null;
    for (let part = Math.min(1, LONGEST / longest); next === null; part /= 2) {
      const point = here.point.map((x, j) => x + part * step[j]!);
      const value = f(point);
      // At the bottom only rounding is left: a step that small is always taken, so that every browser takes as many.
      if (value <= here.value || longest < SETTLED) next = { point, value };
      else if (part < 0.1) return here;
    }
    here = next;
    if (longest < SETTLED) return here;
  }
  return here;
}

/** -H⁻¹ ∇f by differences, or null where the curvature is not positive in every direction. */
function newtonStep(f: (point: readonly number[]) => number, { point, value }: Minimum): number[] | null {
  const h = DIFFERENCE;
  const moved = (changes: readonly (readonly [axis: number, by: number])[]): number => {
    const to = [...point];
    for (const [axis, by] of changes) to[axis]! += by;
    return f(to);
  };
  const ends = point.map((_, i) => [moved([[i, -h]]), moved([[i, h]])] as const);
  const slope = ends.map(([below, above]) => (above - below) / (2 * h));
  const curvature = point.map((_, i) =>
    point.map((__, j) => {
      if (i === j) return (ends[i]![0] - 2 * value + ends[i]![1]) / h ** 2;
      if (j > i) return 0;
      const [pp, pm, mp, mm] = [
        [h, h],
        [h, -h],
        [-h, h],
        [-h, -h],
      ].map(([a, b]) =>
        moved([
          [i, a!],
          [j, b!],
        ]),
      );
      return (pp! - pm! - mp! + mm!) / (4 * h ** 2);
    }),
  );
  return solvePositive(curvature, slope)?.map((x) => -x) ?? null;
}

/** x of A x = b by Cholesky's decomposition, A symmetric and given below its diagonal; null where A is not positive definite. */
function solvePositive(a: readonly (readonly number[])[], b: readonly number[]): number[] | null {
  const root = a.map((row) => [...row]);
  const size = b.length;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i]![j]!;
      for (let k = 0; k < j; k++) rest -= root[i]![k]! * root[j]![k]!;
      if (i !== j) root[i]![j] = rest / root[j]![j]!;
      else if (rest > 0) root[i]![i] = Math.sqrt(rest);
      else return null;
    }
  }
  const x = [...b];
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= root[i]![k]! * x[k]!;
    x[i]! /= root[i]![i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= root[k]![i]! * x[k]!;
    x[i]! /= root[i]![i]!;
  }
  return x;
}
