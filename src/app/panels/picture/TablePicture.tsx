import { memo, useMemo, useState } from 'react';
import { formatNumber } from '../../../charts/shared/format.ts';
import { ConfusionChart } from '../../../charts/table/ConfusionChart.tsx';
import { commonestConfusion, confusion, shareRight } from '../../../charts/table/confusion.ts';
import { ScatterChart } from '../../../charts/table/ScatterChart.tsx';
import { capitalised } from '../../../lib/capitalised.ts';
import { type Dataset, type DatasetTarget, requiredDataset } from '../../../tasks/datasets.ts';
import type { TaskData } from '../../../tasks/task.ts';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import { Answers } from './Answers.tsx';
import { DerivativeCurves } from './DerivativeCurves.tsx';
import { DERIVATIVE_NAMES, derivativeRemarks } from './derivative.ts';
import { lookForCurve, lookForDerivative, lookForDigits, lookForTable } from './lookFor.ts';
import { metricOf } from './metric.ts';
import { metricNote, percent } from './metricNote.ts';
import { OwnCurve, unitsOf } from './OwnCurve.tsx';
import { OwnSurface, type OwnSurfaceProps } from './OwnSurface.tsx';
import { PictureFrame } from './PictureFrame.tsx';
import { type Pictured, type PicturedArm, useAnswered } from './pictured.ts';
import { useViews } from './useViews.ts';
import { ViewSwitch } from './ViewSwitch.tsx';
import { heldOutputs, rootMeanSquare } from './values.ts';

const CURVE_VIEWS = { curve: 'curve', rows: 'held-out rows' } as const;
const IMAGE_VIEWS = { answers: 'answers', classes: 'classes' } as const;

/**
 * The visitor's own data: curves through their points, predicted against true, or which class is taken for which; images
 * with what each arm takes them for.
 */
export function TablePicture() {
  const pictured = useAnswered();
  const { data, arms } = pictured;
  // Of the data that are pictured: another file may be known already, whose networks have not answered yet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the data stand for their dataset
  const dataset = useMemo(() => requiredDataset('own'), [data]);
  const { target } = dataset;
  if (dataset.image && data.evaluation.held > 0) return <ImagesPicture pictured={pictured} dataset={dataset} />;
  const { grid, held } = data.evaluation;
  const rows = held > 0 && <ArmTables pictured={pictured} target={target} />;
  if (grid !== null && target.kind === 'number') {
    const Learnt = grid.rows > 1 ? OwnSurface : CurvePicture;
    return <Learnt pictured={pictured} dataset={dataset} target={target} rows={rows} />;
  }
  return (
    <PictureFrame name="Held-out rows" pictured={pictured} line={lookForTable(target.kind, held, arms)}>
      {rows}
    </PictureFrame>
  );
}

/** A table of one feature and a number: curves through its rows, their derivatives, and the held-out rows. */
function CurvePicture({ pictured, dataset, target, rows }: OwnSurfaceProps) {
  const { views, view, choose, order } = useViews(CURVE_VIEWS, 'curve');
  const { data, arms, run, stale } = pictured;
  const units = useMemo(() => unitsOf(dataset, target), [dataset, target]);
  const controls = <ViewSwitch name="What is drawn" views={views} value={view} onChange={choose} />;
  if (order) {
    const name = DERIVATIVE_NAMES[order];
    return (
      <PictureFrame
        name={`${capitalised(name)} of the curves`}
        pictured={pictured}
        line={lookForDerivative(name, false, arms)}
        remarks={derivativeRemarks(pictured, order)}
        controls={controls}
      >
        <ChartSpace name={name} stale={stale} resetKey={`${run}${name}`}>
          {(size) => <DerivativeCurves pictured={pictured} order={order} units={units} size={size} />}
        </ChartSpace>
      </PictureFrame>
    );
  }
  if (view === 'curve') {
    return (
      <PictureFrame name="Curves through the data" pictured={pictured} line={lookForCurve(arms)} controls={controls}>
        <OwnCurve pictured={pictured} dataset={dataset} target={target} />
      </PictureFrame>
    );
  }
  return (
    <PictureFrame
      name="Held-out rows"
      pictured={pictured}
      line={lookForTable(target.kind, data.evaluation.held, arms)}
      controls={controls}
    >
      {rows}
    </PictureFrame>
  );
}

interface ImagesPictureProps {
  readonly pictured: Pictured;
  readonly dataset: Dataset;
}

/** As the digits, with a switch for images that lie on their side. */
function ImagesPicture({ pictured, dataset }: ImagesPictureProps) {
  const [view, setView] = useState<keyof typeof IMAGE_VIEWS>('answers');
  const [chosen, setTransposed] = useState<boolean | null>(null);
  const transposed = chosen ?? dataset.image?.transposed ?? false;
  const { arms, data } = pictured;
  const line =
    view === 'answers' ? lookForDigits('answers', arms) : lookForTable('classes', data.evaluation.held, arms);
  return (
    <PictureFrame
      name="Held-out images"
      pictured={pictured}
      line={line}
      controls={
        <div className="image-views">
          <ViewSwitch name="What is shown" views={IMAGE_VIEWS} value={view} onChange={setView} />
          {view === 'answers' && (
            <label className="soft">
              <input
                type="checkbox"
                checked={transposed}
                onChange={({ currentTarget }) => setTransposed(currentTarget.checked)}
              />{' '}
              rows for columns
            </label>
          )}
        </div>
      }
    >
      {view === 'answers' ? (
        <Answers pictured={pictured} dataset={dataset} transposed={transposed} />
      ) : (
        <ArmTables pictured={pictured} target={dataset.target} />
      )}
    </PictureFrame>
  );
}

interface ArmTablesProps {
  readonly pictured: Pictured;
  readonly target: DatasetTarget;
}

const ArmTables = ({ pictured: { arms, data, missing, stale }, target }: ArmTablesProps) => (
  <div className="maps" data-count={arms.length}>
    {arms.map((arm) => (
      <ArmTable key={arm.slot} {...arm} data={data} target={target} missing={missing} stale={stale} />
    ))}
  </div>
);

interface ArmTableProps extends PicturedArm {
  readonly data: TaskData;
  readonly target: DatasetTarget;
  readonly missing: string;
  readonly stale: boolean;
}

/** Drawn anew with new answers only. */
const ArmTable = memo(
  function ArmTable({ target, ...rest }: ArmTableProps) {
    return (
      <ChartSpace name={`Held-out rows, ${rest.label}`} stale={rest.stale} resetKey={rest.data}>
        {(size) =>
          target.kind === 'classes' ? (
            <Classes {...rest} size={size} classes={target.classes} />
          ) : (
            <Numbers {...rest} size={size} target={target} />
          )
        }
      </ChartSpace>
    );
  },
  (a, b) =>
    a.evaluated === b.evaluated &&
    a.data === b.data &&
    a.label === b.label &&
    a.missing === b.missing &&
    a.stale === b.stale,
);

type PartProps = Omit<ArmTableProps, 'target'> & { readonly size: { readonly width: number; readonly height: number } };

function Classes({
  slot,
  label,
  evaluated,
  data,
  classes,
  missing,
  size,
}: PartProps & { readonly classes: readonly string[] }) {
  const textSize = useTextSize();
  const counts = useMemo(
    () => evaluated && confusion(evaluated, data.evaluation.targets, classes.length),
    [evaluated, data, classes],
  );
  const right = counts && `${percent(shareRight(counts, classes.length))} right`;
  const worst = counts && commonestConfusion(counts, classes);
  return (
    <ConfusionChart
      {...size}
      textSize={textSize}
      title={`Classes, ${label}`}
      description={right ? `${label}: ${right}${worst ? `; most often ${worst}` : ''}.` : `${label}: ${missing}.`}
      slot={slot}
      name={label}
      note={right}
      classes={classes}
      counts={counts}
      missing={missing}
    />
  );
}

interface NumbersProps extends PartProps {
  readonly target: Extract<DatasetTarget, { kind: 'number' }>;
}

function Numbers({ slot, label, evaluated, metrics, data, target, missing, size }: NumbersProps) {
  const textSize = useTextSize();
  const { mean, deviation, name } = target;
  const truths = useMemo(
    () => Float64Array.from(data.evaluation.targets, (value) => mean + deviation * value),
    [data, mean, deviation],
  );
  const predicted = useMemo(
    () => evaluated && Float64Array.from(heldOutputs(data, evaluated), (value) => mean + deviation * value),
    [evaluated, data, mean, deviation],
  );
  const off = predicted && formatNumber(rootMeanSquare(predicted.map((value, i) => value - truths[i]!)));
  return (
    <ScatterChart
      {...size}
      textSize={textSize}
      title={`${name}, ${label}`}
      description={
        off ? `${label}: ${name} off by ${off} (root mean square) on held-out rows.` : `${label}: ${missing}.`
      }
      slot={slot}
      name={label}
      note={off ? `off by ${off} (rms)` : metricNote(metrics, metricOf(data))}
      truths={truths}
      predicted={predicted}
      missing={missing}
    />
  );
}
