import { type ArmSlot, type ChartProps, DEFAULT_TEXT_SIZE, INK, INK_SOFT, plotArea } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { NOTE_SIZE } from '../shared/labels.ts';
import { ArmHeading } from './ArmHeading.tsx';

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
  const small = textSize * NOTE_SIZE;
  const room = plotArea(width, height, {
    top: textSize * 2.5,
    right: textSize * 0.5,
    bottom: textSize * 2.6,
    left: textSize * 3.2,
  });
  const side = Math.min(room.right - room.left, room.bottom - room.top);
  const cell = side / Math.max(1, classes.length);
  const [left, top] = [room.left, room.top];
  const named = cell >= small * 1.05;
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
        {named &&
          classes.map((name, index) => (
            <g key={name}>
              <text x={left - 4} y={top + (index + 0.5) * cell + small * 0.34} textAnchor="end">
                {shortened(name)}
              </text>
              <text x={left + (index + 0.5) * cell} y={top + side + small * 1.1} textAnchor="middle">
                {shortened(name)}
              </text>
            </g>
          ))}
        <text x={left} y={top + side + small * 2.4}>
          true ↓ said →
        </text>
      </g>
    </Figure>
  );
}

const LONGEST_NAME = 6;
const shortened = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name);

function cells(counts: Int32Array, classes: number) {
  return Array.from(counts, (count, at) => {
    const row = Math.floor(at / classes);
    const total = counts.subarray(row * classes, (row + 1) * classes).reduce((sum, value) => sum + value, 0);
    return { row, column: at % classes, count, share: total > 0 ? count / total : 0 };
  });
}
