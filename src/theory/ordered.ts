import { VANISHED_FRACTION } from './fate.ts';
import type { KernelFlow } from './flow.ts';

/**
 * The ordered phase: the signal lives, but where χ⊥ < 1 the correlation of any two inputs goes to 1. First
 * layer (1-based) from which on less than a millionth of the variance still tells inputs apart, (K_1 - C_b) Π χ⊥ / K_l;
 * null where there is none, or where the signal itself vanishes or leaves float64.
 * @param flow of the input of mean size.
 */
export function mergeLayer({ logK, chiPerp }: Pick<KernelFlow, 'logK' | 'chiPerp'>, cb: number): number | null {
  const [first = 0, last = 0] = [logK[0], logK.at(-1)];
  const gone = Math.log(VANISHED_FRACTION);
  if (!(last > first + gone) || !Number.isFinite(last)) return null;
  let left = Math.log(Math.exp(first) - cb);
  const fractions = Array.from(logK, (log, l) => {
    if (l > 0) left += Math.log(chiPerp[l - 1] ?? 1);
    return left - log;
  });
  // Inputs that are all 0 were never apart.
  if (!Number.isFinite(fractions[0] ?? Number.NaN)) return null;
  const apart = fractions.findLastIndex((fraction) => !(fraction < gone));
  return apart + 1 < fractions.length ? apart + 2 : null;
}
