import { describeMagnitude } from '../../../charts/magnitude/describe.ts';
import { MagnitudeChart } from '../../../charts/magnitude/MagnitudeChart.tsx';
import { magnitudeDomain } from '../../../charts/magnitude/magnitude.ts';
import type { MagnitudeArm } from '../../../charts/magnitude/types.ts';
import type { Size } from '../../layout/useSize.ts';
import { useTextSize } from '../../views/textSize.ts';
import { useSteady } from '../useSteady.ts';

interface LineErrorsProps {
  readonly inputs: ArrayLike<number>;
  readonly errors: readonly MagnitudeArm[];
  /** Root mean square of the target. */
  readonly size: number;
  readonly run: number | null;
  readonly chartSize: Size;
}

/** How far every arm is off at every training point. */
export function LineErrors({ inputs, errors, size, run, chartSize }: LineErrorsProps) {
  const textSize = useTextSize();
  const domain = useSteady(`${run}`, (previous) => magnitudeDomain(errors, size, previous));
  return (
    <MagnitudeChart
      {...chartSize}
      textSize={textSize}
      title="Error"
      description={describeMagnitude('Distance from the noise-free target at every training point', errors)}
      x={inputs}
      arms={errors}
      domain={domain}
      xName="input x"
      yName="|output − target|"
    />
  );
}
