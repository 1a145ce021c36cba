/**
 * Root of a continuous f between a and b, whose values there have opposite signs, to the last bits of float64.
 * Secant steps with the Illinois rule: they keep the bracket and converge faster than linearly.
 * Throws RangeError if the signs agree.
 */
export function findRoot(f: (x: number) => number, a: number, b: number): number {
  let [left, right] = [a, b];
  let [fLeft, fRight] = [f(left), f(right)];
  if (fLeft === 0) return left;
  if (fRight === 0) return right;
  if (fLeft > 0 === fRight > 0) throw new RangeError(`f has the same sign at ${a} and ${b}`);
  let stale = 0;
  for (let step = 0; step < 200; step++) {
    const x = (left * fRight - right * fLeft) / (fRight - fLeft);
    if (!(x > Math.min(left, right) && x < Math.max(left, right))) break;
    const fx = f(x);
    if (fx === 0) return x;
    if (fx > 0 === fRight > 0) {
      [right, fRight] = [x, fx];
      if (stale === 1) fLeft /= 2;
      stale = 1;
    } else {
      [left, fLeft] = [x, fx];
      if (stale === -1) fRight /= 2;
      stale = -1;
    }
    if (Math.abs(right - left) <= 4e-16 * Math.abs(x)) break;
  }
  return Math.abs(fLeft) < Math.abs(fRight) ? left : right;
}
