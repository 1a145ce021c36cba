import { memo, type ReactNode, useMemo } from 'react';
import { describeField } from '../../../charts/field/describe.ts';
import { FieldChart } from '../../../charts/field/FieldChart.tsx';
import { FieldScale } from '../../../charts/field/FieldScale.tsx';
import type { ArmSlot, Domain } from '../../../charts/shared/chart.ts';
import { formatNumber } from '../../../charts/shared/format.ts';
import { capitalised } from '../../../lib/capitalised.ts';
import type { Grid } from '../../../tasks/task.ts';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import { useSteady } from '../useSteady.ts';
import {
  DERIVATIVE_NAMES,
  type DerivativeName,
  derivativeAt,
  derivativeRemarks,
  SYMBOLS,
  targetDerivative,
} from './derivative.ts';
import { drawnField, type FieldView, fieldDomain, fieldOf, LOOKS } from './fields.ts';
import { metricOf } from './metric.ts';
import { metricNote } from './metricNote.ts';
import { PictureFrame } from './PictureFrame.tsx';
import type { Pictured } from './pictured.ts';
import { useViews } from './useViews.ts';
import { ViewSwitch } from './ViewSwitch.tsx';
import { gridOf, gridTargets } from './values.ts';

interface FieldPictureProps<View extends FieldView> {
  readonly pictured: Pictured;
  readonly name: string;
  readonly views: Readonly<Record<View, string>>;
  /** What the colours stand for in each view. */
  readonly scaleNames: Readonly<Record<View, string>>;
  /** What the map without an arm shows. */
  readonly targetName: string;
  readonly axes: readonly [x: string, y: string];
  /** One unit of x as long as one of y. */
  readonly square: boolean;
  readonly line: (view: View | DerivativeName) => string;
  readonly remarks?: readonly string[];
  /** What else is chosen, beside the views. */
  readonly controls?: ReactNode;
  /** Whether slope and curvature along x are offered besides. */
  readonly derivable?: boolean;
}

/** A function of two numbers: the target's map beside every arm's, on one scale of colours. */
export function FieldPicture<View extends FieldView>(props: FieldPictureProps<View>) {
  const { pictured, name, scaleNames, targetName, axes, square, controls, derivable = false } = props;
  const { run, data, stride, task, experiment, missing, stale } = pictured;
  const { views, view, choose, order } = useViews<View>(props.views, 'value' as View, derivable);
  const arms = order ? pictured.arms.filter(({ carried }) => carried) : pictured.arms;
  const remarks = order ? derivativeRemarks(pictured, order) : props.remarks;
  const grid = gridOf(data.evaluation);
  const target = useMemo(() => (order && targetDerivative(data, order)) ?? gridTargets(data), [data, order]);
  const [low, high] = useMemo(() => fieldDomain('value', [], target, undefined), [target]);
  const residual = useMemo(() => task.residual(experiment.task.settings), [task, experiment.task.settings]);
  const fields = useFields(
    arms.map(({ evaluated, derivatives }) => (order ? derivatives : evaluated)),
    (answers) => (order ? derivativeAt(data, answers, order) : fieldOf(view as View, data, answers, stride, residual)),
    `${run}${view}`,
  );
  const present = fields.filter((field) => field !== null);
  const domain = useSteady(`${run}${view}`, (previous) => fieldDomain(view, present, target, previous));
  const common = { grid, view, domain, axes, square, stale };
  const metric = metricOf(data, order ?? 0);
  const told = order ? `${DERIVATIVE_NAMES[order]} ${SYMBOLS[order][1]}` : scaleNames[view as View];
  return (
    <PictureFrame
      name={name}
      pictured={pictured}
      line={props.line(view)}
      {...(remarks && { remarks })}
      controls={
        <>
          {controls}
          <ViewSwitch name="What is drawn" views={views} value={view} onChange={choose} />
        </>
      }
    >
      <div className="maps" data-count={arms.length + 1}>
        <FieldMap
          {...common}
          view={order ? view : 'value'}
          domain={[low, high]}
          slot={null}
          label={targetName}
          note={`from ${formatNumber(low)} to ${formatNumber(high)}`}
          field={target}
          missing=""
        />
        {arms.map(({ slot, label, metrics }, index) => (
          <FieldMap
            key={slot}
            {...common}
            slot={slot}
            label={label}
            note={metricNote(metrics, metric)}
            field={fields[index] ?? null}
            missing={order && !pictured.derived ? '' : missing}
          />
        ))}
      </div>
      <Scale view={view} domain={domain} name={told} />
    </PictureFrame>
  );
}

/** Per arm what its answers give, computed anew for new answers only. */
function useFields<Field>(
  evaluated: readonly (Float32Array | null)[],
  compute: (evaluated: Float32Array) => Field,
  key: string,
): readonly (Field | null)[] {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answers themselves and the key decide; there are at most four
  return useMemo(
    () => evaluated.map((own) => own && compute(own)),
    [key, ...[0, 1, 2, 3].map((arm) => evaluated[arm])],
  );
}

interface FieldMapProps {
  readonly slot: ArmSlot | null;
  readonly label: string;
  readonly note: string | null;
  readonly field: ArrayLike<number> | null;
  readonly grid: Grid;
  readonly view: FieldView;
  readonly domain: Domain;
  readonly axes: readonly [string, string];
  readonly square: boolean;
  readonly missing: string;
  readonly stale: boolean;
}

const FieldMap = memo(
  function FieldMap({ slot, label, note, field, grid, view, domain, axes, square, missing, stale }: FieldMapProps) {
    const textSize = useTextSize();
    const drawn = useMemo(() => field && drawnField(view, field), [field, view]);
    const { palette, lines } = LOOKS[view];
    const title = view === 'slope' || view === 'curvature' ? `${capitalised(view)} of ${label}` : label;
    return (
      <ChartSpace name={title} stale={stale} resetKey={grid}>
        {(size) => (
          <FieldChart
            {...size}
            textSize={textSize}
            title={title}
            description={describeField(title, field)}
            slot={slot}
            name={label}
            note={note}
            grid={grid}
            values={drawn}
            domain={domain}
            palette={palette}
            lines={lines}
            square={square}
            xName={axes[0]}
            yName={axes[1]}
            missing={missing}
          />
        )}
      </ChartSpace>
    );
  },
  (a, b) =>
    a.field === b.field &&
    a.label === b.label &&
    a.note === b.note &&
    a.view === b.view &&
    a.domain[0] === b.domain[0] &&
    a.domain[1] === b.domain[1] &&
    a.missing === b.missing &&
    a.stale === b.stale,
);

function Scale({ view, domain, name }: { readonly view: FieldView; readonly domain: Domain; readonly name: string }) {
  const textSize = useTextSize();
  const { palette, log } = LOOKS[view];
  return (
    <div className="field-scale">
      <ChartSpace name="Colour scale" stale={false} resetKey={view}>
        {(size) => (
          <FieldScale
            {...size}
            textSize={textSize}
            title={`Colours: ${name}`}
            description={`From ${log ? '10 to the power of ' : ''}${domain[0].toPrecision(2)} to ${log ? '10 to the power of ' : ''}${domain[1].toPrecision(2)}.`}
            domain={domain}
            palette={palette}
            log={log}
            name={name}
          />
        )}
      </ChartSpace>
    </div>
  );
}
