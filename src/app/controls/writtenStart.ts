import { formatParameter } from '../../charts/shared/format.ts';
import { type ArmSetup, variancesOf } from '../../experiment/setup.ts';

/** C_W, or its range where the layers differ. */
export function writtenWeights(arm: Pick<ArmSetup, 'layers'>): string {
  const { cw } = variancesOf(arm);
  const [least, most] = [Math.min(...cw), Math.max(...cw)];
  return least === most ? formatParameter(least) : `${formatParameter(least)} to ${formatParameter(most)}`;
}

/** `C_W = 1, C_b = 0`: the variances in numbers. */
export const writtenVariances = (arm: Pick<ArmSetup, 'layers'>): string =>
  `C_W = ${writtenWeights(arm)}, C_b = ${formatParameter(variancesOf(arm).cb)}`;
