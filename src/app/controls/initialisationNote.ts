import type { ArmSetup } from '../../experiment/setup.ts';
import { writeTyped } from './typed.ts';

/** The initialisation in numbers, and whether it is a critical point. */
export function initialisationNote({ cw, cb, critical }: ArmSetup): string {
  const [least, most] = [Math.min(...cw), Math.max(...cw)];
  const weights = least === most ? writeTyped(least) : `${writeTyped(least)} to ${writeTyped(most)} by layer`;
  const numbers = `C_W = ${weights}, C_b = ${writeTyped(cb)}`;
  if (critical === null) return numbers;
  return critical.critical
    ? `${numbers}: a critical point`
    : `${numbers}: the best effort, as no critical point exists`;
}
