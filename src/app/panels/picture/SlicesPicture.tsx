import { type ReactNode, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { describeFit } from '../../../charts/fit/describe.ts';
import { FitChart } from '../../../charts/fit/FitChart.tsx';
import type { FitArm } from '../../../charts/fit/types.ts';
import type { Evaluation, Grid } from '../../../tasks/task.ts';
import { ValueSlider } from '../../controls/ValueSlider.tsx';
import { usePage } from '../../store/LabContext.tsx';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import { FieldPicture } from './FieldPicture.tsx';
import { lookForSlice, lookForSurface } from './lookFor.ts';
import { PictureFrame } from './PictureFrame.tsx';
import { type Pictured, useAnswered } from './pictured.ts';
import { sliceRest } from './sliceRest.ts';
import { FIRST_REST, slice } from './slices.ts';
import { usePrediction } from './usePrediction.ts';
import { ViewSwitch } from './ViewSwitch.tsx';

const FIELD_VIEWS = { value: 'function', error: 'error' } as const;
const SCALES = { value: 'output', error: '|output − target|' } as const;
const REST = { label: 'others', min: -1, max: 1, default: FIRST_REST, integer: false } as const;
const HELP = 'Where the variables stand that do not move.';
const SUBSCRIPTS = '₁₂₃₄₅';
const nameOf = (variable: number): string => `x${SUBSCRIPTS[variable]}`;

/** A product of several variables: one of them moves along a line, or two over a square, and the others stay. */
export function SlicesPicture() {
  const pictured = useAnswered();
  const { data, task, experiment } = pictured;
  const { inputDimension: dimension } = data;
  const powers = useMemo(() => task.powers?.(experiment.task.settings) ?? [], [task, experiment.task.settings]);
  const [chosen, setChosen] = useState('0');
  const place = sliceRest(usePage().store);
  const rest = useStore(place);
  const moving = chosen === 'two' || Number(chosen) < dimension ? chosen : '0';
  const axes = useMemo(() => (moving === 'two' ? [0, 1] : [Number(moving)]), [moving]);
  const cut = useMemo(() => slice(axes, rest, powers), [axes, rest, powers]);
  const prediction = usePrediction(cut.inputs);
  const controls = (
    <>
      <ViewSwitch
        name="Which variable moves"
        views={{
          ...Object.fromEntries(powers.map((_, k) => [String(k), nameOf(k)])),
          two: `${nameOf(0)} and ${nameOf(1)}`,
        }}
        value={moving}
        onChange={setChosen}
      />
      {dimension > axes.length && (
        <div className="slice-rest">
          <ValueSlider
            name="Others at"
            help={HELP}
            scale={{ kind: 'linear', min: -1, max: 1, step: 0.05 }}
            limits={REST}
            value={rest}
            onChange={place.setState}
            onReset={rest === FIRST_REST ? null : () => place.setState(FIRST_REST)}
            resetTo={String(FIRST_REST)}
          />
        </div>
      )}
    </>
  );
  const told = answered(pictured, cut, prediction);
  if (moving === 'two') {
    return (
      <FieldPicture
        pictured={told}
        name="Slice of two variables"
        views={FIELD_VIEWS}
        scaleNames={SCALES}
        targetName="target"
        axes={[nameOf(0), nameOf(1)]}
        square
        line={(view) => lookForSurface(view as keyof typeof FIELD_VIEWS, told.arms)}
        controls={controls}
      />
    );
  }
  return <LineSlice pictured={told} variable={Number(moving)} controls={controls} />;
}

/** What is pictured, with a slice for its evaluation and the answers there; none while they are of other points. */
function answered(
  pictured: Pictured,
  { grid, inputs, targets }: { grid: Grid; inputs: Float32Array; targets: Float32Array },
  prediction: ReturnType<typeof usePrediction>,
): Pictured {
  const evaluation: Evaluation = { size: targets.length, inputs, held: targets.length, targets, grid };
  const arms = pictured.arms.map((arm, index) => {
    const own = prediction?.[index] ?? null;
    return { ...arm, evaluated: own?.length === targets.length ? own : null };
  });
  return { ...pictured, data: { ...pictured.data, evaluation }, arms, missing: prediction ? pictured.missing : '' };
}

interface LineSliceProps {
  readonly pictured: Pictured;
  readonly variable: number;
  readonly controls: ReactNode;
}

function LineSlice({ pictured, variable, controls }: LineSliceProps) {
  const textSize = useTextSize();
  const { data, arms, run, stale, missing } = pictured;
  const { inputs, targets } = data.evaluation;
  const x = useMemo(
    () => inputs.filter((_, i) => i % data.inputDimension === variable),
    [inputs, data.inputDimension, variable],
  );
  const target = { x, y: targets };
  const fitted = (missing === '' ? [] : arms).map(
    ({ slot, label, evaluated }): FitArm => ({ slot, label, outputs: evaluated }),
  );
  return (
    <PictureFrame name="Slice" pictured={pictured} line={lookForSlice(pictured.arms)} controls={controls}>
      <ChartSpace name="Slice" stale={stale} resetKey={`${run}${variable}`}>
        {(size) => (
          <FitChart
            {...size}
            textSize={textSize}
            title={`Slice along ${nameOf(variable)}`}
            description={describeFit({ target, inputs: x, arms: fitted })}
            target={target}
            data={null}
            inputs={x}
            arms={fitted}
            xName={nameOf(variable)}
          />
        )}
      </ChartSpace>
    </PictureFrame>
  );
}
