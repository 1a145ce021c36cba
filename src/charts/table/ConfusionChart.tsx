import { type ArmSlot, type ChartProps, DEFAULT_TEXT_SIZE, INK, INK_SOFT } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { ArmHeading } from './ArmHeading.tsx';
import { confusionLayout, GAP } from './confusionLayout.ts';

export interface ConfusionChartProps extends ChartProps {
  readonly slot: ArmSlot;
  readonly name: string;
  readonly note: string | null;
  /** In place of the picture where there is none. */
  readonly missing: string;
  readonly classes: readonly string[];
  /** [truth × classes + said]; null where no network is finite. */
  readonly counts: Int32Array | null;
}

/** Which class is taken for which: one row per true class, shaded by its share of the row. */
export function ConfusionChart(props: ConfusionChartProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, title, description, classes, counts } = props;
  const { left, top, side, cell, small, names, upright, foot } = confusionLayout({ width, height, textSize }, classes);
  const numbered = cell >= small * 2;
  return (
    <Figure width={width} height={height} textSize={textSize} title={title} description={description}>
      <ArmHeading {...props} left={left} textSize={textSize} />
      {counts &&
        cells(counts, classes.length).map(({ row, column, count, share }) => (
          <g key={row * classes.length + column}>
            <rect
              x={left + column * cell}
              y={top + row * cell}
              width={cell - 1}
              height={cell - 1}
              style={{ fill: INK, fillOpacity: 0.06 + 0.54 * share }}
            />
            {numbered && count > 0 && (
              <text
                x={left + (column + 0.5) * cell}
                y={top + (row + 0.5) * cell + small * 0.34}
                textAnchor="middle"
                style={{
                  fontSize: small,
                  fill: share > 0.55 ? 'var(--paper)' : INK,
                  fontWeight: row === column ? 650 : 400,
                }}
              >
                {count}
              </text>
            )}
          </g>
        ))}
      {!counts && (
        <text x={left + side / 2} y={top + side / 2} textAnchor="middle" style={{ fill: INK_SOFT }}>
          {props.missing}
        </text>
      )}
      <g style={{ fontSize: small, fill: INK_SOFT }}>
        {names?.map((name, index) => {
          const middle = (index + 0.5) * cell + small * 0.34;
          return (
            <g key={classes[index]}>
              <text x={left - GAP} y={top + middle} textAnchor="end">
                {name}
              </text>
              {upright ? (
                <text transform={`translate(${left + middle} ${top + side + GAP}) rotate(-90)`} textAnchor="end">
                  {name}
                </text>
              ) : (
                <text x={left + (index + 0.5) * cell} y={top + side + small * 1.1} textAnchor="middle">
                  {name}
                </text>
              )}
            </g>
          );
        })}
        <text x={left} y={foot}>
          true ↓ said →
        </text>
      </g>
    </Figure>
  );
}

function cells(counts: Int32Array, classes: number) {
  return Array.from(counts, (count, at) => {
    const row = Math.floor(at / classes);
    const total = counts.subarray(row * classes, (row + 1) * classes).reduce((sum, value) => sum + value, 0);
    return { row, column: at % classes, count, share: total > 0 ? count / total : 0 };
  });
}
