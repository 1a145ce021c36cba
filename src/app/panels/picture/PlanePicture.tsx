import { memo, useMemo } from 'react';
import { CLASS_SHAPES } from '../../../charts/plane/classes.ts';
import { PlaneChart, type PlaneClass } from '../../../charts/plane/PlaneChart.tsx';
import type { Point } from '../../../charts/shared/chart.ts';
import { largestIndex } from '../../../tasks/metrics.ts';
import type { TaskData } from '../../../tasks/task.ts';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import { lookForPlane } from './lookFor.ts';
import { metricNote, percent } from './metricNote.ts';
import { PictureFrame } from './PictureFrame.tsx';
import { type PicturedArm, useAnswered } from './pictured.ts';
import { gridOf, gridOutputs } from './values.ts';

/** Classes in the plane: what each arm takes every point for. */
export function PlanePicture() {
  const pictured = useAnswered();
  const { data, arms, missing, stale } = pictured;
  const classes = useMemo(() => trainingClasses(data), [data]);
  return (
    <PictureFrame name="Decision maps" pictured={pictured} line={lookForPlane(arms)}>
      <div className="maps" data-count={arms.length}>
        {arms.map((arm) => (
          <ArmMap key={arm.slot} {...arm} data={data} classes={classes} missing={missing} stale={stale} />
        ))}
      </div>
    </PictureFrame>
  );
}

interface ArmMapProps extends PicturedArm {
  readonly data: TaskData;
  readonly classes: readonly PlaneClass[];
  readonly missing: string;
  readonly stale: boolean;
}

/** Drawn anew with new answers only. */
const ArmMap = memo(
  function ArmMap({ slot, label, evaluated, metrics, data, classes, missing, stale }: ArmMapProps) {
    const textSize = useTextSize();
    const { evaluation, outputDimension } = data;
    const scores = useMemo(
      () => evaluated && gridOutputs(evaluation, evaluated, outputDimension),
      [evaluated, evaluation, outputDimension],
    );
    return (
      <ChartSpace name={`Decision map of ${label}`} stale={stale} resetKey={data}>
        {(size) => (
          <PlaneChart
            {...size}
            textSize={textSize}
            title={`Decision map of ${label}`}
            description={describePlane(label, evaluated, metrics.testAccuracy, classes)}
            slot={slot}
            name={label}
            note={metricNote(metrics, 'testAccuracy')}
            grid={gridOf(evaluation)}
            scores={scores}
            classes={outputDimension}
            data={classes}
            missing={missing}
          />
        )}
      </ChartSpace>
    );
  },
  (a, b) =>
    a.evaluated === b.evaluated &&
    a.data === b.data &&
    a.label === b.label &&
    a.stale === b.stale &&
    a.missing === b.missing &&
    a.metrics.testAccuracy === b.metrics.testAccuracy,
);

function describePlane(
  label: string,
  evaluated: Float32Array | null,
  accuracy: number | undefined,
  classes: readonly PlaneClass[],
): string {
  const marks = classes.map(({ index, points }) => `${points.length} ${CLASS_SHAPES[index % CLASS_SHAPES.length]}`);
  const data = `Training points: ${marks.join(' and ')}.`;
  if (evaluated === null) return `${label} has no finite answer. ${data}`;
  return accuracy === undefined ? data : `${label} is right on ${percent(accuracy)} of held-out points. ${data}`;
}

/** Where the training points of each class lie. */
export function trainingClasses({ size, inputs, targets, outputDimension }: TaskData): PlaneClass[] {
  const points: Point[][] = Array.from({ length: outputDimension }, () => []);
  for (let example = 0; example < size; example++) {
    const label = largestIndex(targets.subarray(example * outputDimension, (example + 1) * outputDimension));
    points[label]?.push([inputs[2 * example]!, inputs[2 * example + 1]!]);
  }
  return points.map((own, index) => ({ index, points: own }));
}
