import { useMemo, useState } from 'react';
import { describeFit } from '../../../charts/fit/describe.ts';
import { FitChart } from '../../../charts/fit/FitChart.tsx';
import { describeMagnitude } from '../../../charts/magnitude/describe.ts';
import { MagnitudeChart } from '../../../charts/magnitude/MagnitudeChart.tsx';
import { magnitudeDomain } from '../../../charts/magnitude/magnitude.ts';
import type { MagnitudeArm } from '../../../charts/magnitude/types.ts';
import type { Size } from '../../layout/useSize.ts';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import { useSteady } from '../useSteady.ts';
import { fieldOf } from './fields.ts';
import { lookForInterval } from './lookFor.ts';
import { PictureFrame } from './PictureFrame.tsx';
import { type Pictured, useAnswered } from './pictured.ts';
import { remarksOn } from './smoothness.ts';
import { ViewSwitch } from './ViewSwitch.tsx';
import { gridInputs, gridTargets, rootMeanSquare } from './values.ts';

const LOWER = { residual: 'residual', error: 'error' } as const;
type Lower = keyof typeof LOWER;

const NAMES: Readonly<Record<Lower, readonly [axis: string, words: string]>> = {
  residual: ['|residual|', 'How far the equation is from being met'],
  error: ['|u − exact|', 'Distance from the exact solution'],
};

/** An equation on an interval: every arm's solution against the exact one, how far it is off or from meeting the equation below. */
export function IntervalPicture() {
  const pictured = useAnswered();
  const [lower, setLower] = useState<Lower>('residual');
  const { run, stale, data, arms } = pictured;
  const x = useMemo(() => gridInputs(data), [data]);
  return (
    <PictureFrame
      name="Solution"
      pictured={pictured}
      line={lookForInterval(arms)}
      remarks={remarksOn(pictured)}
      controls={<ViewSwitch name="What is drawn below" views={LOWER} value={lower} onChange={setLower} />}
    >
      <div className="stacked">
        <ChartSpace name="Solution" stale={stale} resetKey={run}>
          {(size) => <Solution pictured={pictured} x={x} size={size} />}
        </ChartSpace>
        <ChartSpace name={NAMES[lower][1]} stale={stale} resetKey={`${run}${lower}`}>
          {(size) => <Below pictured={pictured} x={x} lower={lower} size={size} />}
        </ChartSpace>
      </div>
    </PictureFrame>
  );
}

interface PartProps {
  readonly pictured: Pictured;
  readonly x: Float32Array;
  readonly size: Size;
}

function Solution({ pictured: { data, stride, arms, missing }, x, size }: PartProps) {
  const textSize = useTextSize();
  const target = { x, y: gridTargets(data) };
  // Before the first answers there is nothing to say of an arm.
  const drawn = missing === '' ? [] : arms;
  const fitted = drawn.map(({ slot, label, evaluated }) => ({
    slot,
    label,
    outputs: evaluated && fieldOf('value', data, evaluated, stride, null),
  }));
  return (
    <FitChart
      {...size}
      textSize={textSize}
      title="Solution"
      description={describeFit({ target, inputs: x, arms: fitted, targetName: 'exact solution' })}
      target={target}
      targetName="exact"
      data={null}
      inputs={x}
      arms={fitted}
      xName="x"
      yName="u"
    />
  );
}

function Below({ pictured, x, lower, size }: PartProps & { readonly lower: Lower }) {
  const textSize = useTextSize();
  const { run, data, stride, arms, task, experiment } = pictured;
  const residual = useMemo(() => task.residual(experiment.task.settings), [task, experiment.task.settings]);
  const drawn = arms.map(
    ({ slot, label, evaluated }): MagnitudeArm => ({
      slot,
      label,
      values: evaluated && fieldOf(lower, data, evaluated, stride, residual),
    }),
  );
  const reference = useMemo(() => {
    const exact = rootMeanSquare(gridTargets(data));
    return lower === 'error' ? exact : Math.max(exact, rootMeanSquare(data.targets));
  }, [data, lower]);
  const domain = useSteady(`${run}${lower}`, (previous) => magnitudeDomain(drawn, reference, previous));
  const [axis, words] = NAMES[lower];
  return (
    <MagnitudeChart
      {...size}
      textSize={textSize}
      title={words}
      description={describeMagnitude(words, drawn)}
      x={x}
      arms={drawn}
      domain={domain}
      xName="x"
      yName={axis}
      besides={['exact']}
    />
  );
}
