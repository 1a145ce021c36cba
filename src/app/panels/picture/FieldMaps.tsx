import { memo, useMemo } from 'react';
import { describeField } from '../../../charts/field/describe.ts';
import { FieldChart } from '../../../charts/field/FieldChart.tsx';
import { FieldScale } from '../../../charts/field/FieldScale.tsx';
import { valueDomain } from '../../../charts/field/field.ts';
import type { ArmSlot, Domain } from '../../../charts/shared/chart.ts';
import { formatNumber } from '../../../charts/shared/format.ts';
import { capitalised } from '../../../lib/capitalised.ts';
import type { Grid } from '../../../tasks/task.ts';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import { useSteady } from '../useSteady.ts';
import {
  DERIVATIVE_NAMES,
  derivativeAt,
  derivativeDomain,
  type Order,
  SYMBOLS,
  targetDerivative,
} from './derivative.ts';
import { drawnField, type FieldView, fieldDomain, fieldOf, LOOKS } from './fields.ts';
import { metricOf } from './metric.ts';
import { metricNote } from './metricNote.ts';
import type { Pictured } from './pictured.ts';
import { gridOf, gridTargets } from './values.ts';

/** From what networks see to what people read. */
export interface FieldUnits {
  readonly grid: Grid;
  /** Values of the function (order null), or of its derivative of that order. */
  readonly read: (field: ArrayLike<number>, order: Order | null) => Float32Array;
  /** What was learnt from: the colours of a function whose target nobody knows span these. */
  readonly learnt: Float32Array;
}

interface FieldMapsProps {
  readonly pictured: Pictured;
  readonly view: FieldView;
  /** Of the derivative that `view` is; null: none. */
  readonly order: Order | null;
  /** What the colours of a view that is no derivative stand for. */
  readonly scaleName: string;
  /** What the map without an arm shows; null: there is none, since the target is not known. */
  readonly targetName: string | null;
  readonly axes: readonly [x: string, y: string];
  /** One unit of x as long as one of y. */
  readonly square: boolean;
  /** Of a computed task they are the numbers themselves. */
  readonly units?: FieldUnits;
}

/** A function of two numbers, or what is drawn of it: the target's map, where it is known, beside every arm's, on one scale of colours. */
export function FieldMaps({ pictured, view, order, scaleName, targetName, axes, square, units }: FieldMapsProps) {
  const { run, data, stride, task, experiment, missing, stale } = pictured;
  const arms = order ? pictured.arms.filter(({ carried }) => carried) : pictured.arms;
  const grid = units?.grid ?? gridOf(data.evaluation);
  const known = targetName !== null;
  const target = useMemo(
    () => (known ? ((order && targetDerivative(data, order)) ?? gridTargets(data)) : null),
    [data, order, known],
  );
  const ends = useMemo(() => target && valueDomain(target), [target]);
  const residual = useMemo(() => task.residual(experiment.task.settings), [task, experiment.task.settings]);
  const fields = useFields(
    arms.map(({ evaluated, derivatives }) => (order ? derivatives : evaluated)),
    (answers) => {
      const field = order ? derivativeAt(data, answers, order) : fieldOf(view, data, answers, stride, residual);
      return units ? units.read(field, order) : field;
    },
    `${run}${view}`,
  );
  const present = fields.filter((field) => field !== null);
  const spanned = target ?? (order ? null : (units?.learnt ?? null));
  const domain = useSteady(`${run}${view}`, (previous) =>
    spanned ? fieldDomain(view, present, spanned, previous) : derivativeDomain(null, present, previous),
  );
  const common = { grid, view, axes, square, stale };
  const metric = metricOf(data, order ?? 0);
  const noted = order === null || data.evaluation.derivatives !== undefined;
  return (
    <>
      <div className="maps" data-count={arms.length + (known ? 1 : 0)}>
        {targetName !== null && ends && (
          <FieldMap
            {...common}
            view={order ? view : 'value'}
            domain={ends}
            slot={null}
            label={targetName}
            note={`from ${formatNumber(ends[0])} to ${formatNumber(ends[1])}`}
            field={target}
            missing=""
          />
        )}
        {arms.map(({ slot, label, metrics }, index) => (
          <FieldMap
            key={slot}
            {...common}
            domain={domain}
            slot={slot}
            label={label}
            note={noted ? metricNote(metrics, metric) : null}
            field={fields[index] ?? null}
            missing={order && !pictured.derived ? '' : missing}
          />
        ))}
      </div>
      <Scale view={view} domain={domain} name={order ? `${DERIVATIVE_NAMES[order]} ${SYMBOLS[order][1]}` : scaleName} />
    </>
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
