import { type ReactNode, useMemo } from 'react';
import type { Dataset, DatasetTarget } from '../../../tasks/datasets.ts';
import type { TaskData } from '../../../tasks/task.ts';
import { derivativeRemarks } from './derivative.ts';
import { FieldMaps, type FieldUnits } from './FieldMaps.tsx';
import { lookForOwnSurface, lookForTable } from './lookFor.ts';
import { PictureFrame } from './PictureFrame.tsx';
import type { Pictured } from './pictured.ts';
import { useViews } from './useViews.ts';
import { ViewSwitch } from './ViewSwitch.tsx';
import { gridOf } from './values.ts';

const AXES = ['x', 'y'] as const;
const VIEWS = { value: 'function', rows: 'held-out rows' } as const;

/** As a curve over one feature has them too. */
export interface OwnSurfaceProps {
  readonly pictured: Pictured;
  readonly dataset: Dataset;
  readonly target: Extract<DatasetTarget, { kind: 'number' }>;
  /** The held-out rows as another view. */
  readonly rows: ReactNode;
}

/** A table of two features and a number: every network's answer over both, its derivatives along the first, and the held-out rows. */
export function OwnSurface({ pictured, dataset, target, rows }: OwnSurfaceProps) {
  const { views, view, choose, order } = useViews<keyof typeof VIEWS>(VIEWS, 'value');
  const { data, arms } = pictured;
  const units = useMemo(() => surfaceUnits(dataset, target, data), [dataset, target, data]);
  const held = data.evaluation.held;
  return (
    <PictureFrame
      name={view === 'rows' ? 'Held-out rows' : 'Surfaces through the data'}
      pictured={pictured}
      line={view === 'rows' ? lookForTable(target.kind, held, arms) : lookForOwnSurface(view, arms)}
      remarks={view === 'rows' ? [] : [namesOf(dataset), ...(order ? derivativeRemarks(pictured, order) : [])]}
      controls={<ViewSwitch name="What is drawn" views={views} value={view} onChange={choose} />}
    >
      {view === 'rows' ? (
        rows
      ) : (
        <FieldMaps
          pictured={pictured}
          view={view}
          order={order}
          scaleName={target.name}
          targetName={null}
          axes={AXES}
          square={false}
          units={units}
        />
      )}
    </PictureFrame>
  );
}

/** A column's name may be longer than an axis has room for. */
const namesOf = ({ featureNames }: Dataset): string =>
  `x is ${featureNames?.[0] ?? 'the first feature'}, y is ${featureNames?.[1] ?? 'the second'}.`;

/** From what the networks see to what the table says. */
export function surfaceUnits(
  { shift, factor }: Pick<Dataset, 'shift' | 'factor'>,
  { mean, deviation }: Pick<OwnSurfaceProps['target'], 'mean' | 'deviation'>,
  data: TaskData,
): FieldUnits {
  const own = (values: Float32Array, feature: 0 | 1) => values[values.length === 1 ? 0 : feature] as number;
  const feature = ([low, high]: readonly [number, number], k: 0 | 1): readonly [number, number] => [
    low / own(factor, k) + own(shift, k),
    high / own(factor, k) + own(shift, k),
  ];
  const grid = gridOf(data.evaluation);
  const value = (standardised: number) => mean + deviation * standardised;
  return {
    grid: { ...grid, x: feature(grid.x, 0), y: feature(grid.y, 1) },
    read: (field, order) =>
      Float32Array.from(
        field,
        order === null ? value : (derivative) => deviation * own(factor, 0) ** order * derivative,
      ),
    learnt: data.targets.map(value),
  };
}
