import { armColour, armTextColour, DEFAULT_TEXT_SIZE, INK, INK_SOFT, PAPER, RULE } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { NOTE_SIZE } from '../shared/labels.ts';
import { MathText } from '../shared/MathText.tsx';
import type { Tick } from '../shared/ticks.ts';
import { type Block, type Row, ridgelineGeometry } from './ridgelines.ts';
import type { RidgelineChartProps } from './types.ts';

/** The distribution of numbers layer by layer, the first layer at the top: areas are measured, thin lines theory's. */
export function RidgelineChart(props: RidgelineChartProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, title, description } = props;
  const { blocks, xTicks } = ridgelineGeometry(props);
  return (
    <Figure width={width} height={height} textSize={textSize} title={title} description={description}>
      {blocks.map((block) => (
        <ArmBlock key={block.arm.slot} block={block} xTicks={xTicks} textSize={textSize} props={props} />
      ))}
    </Figure>
  );
}

interface ArmBlockProps {
  readonly block: Block;
  readonly xTicks: readonly Tick[];
  readonly textSize: number;
  readonly props: Pick<RidgelineChartProps, 'xName' | 'numbersName' | 'numberNames'>;
}

function ArmBlock({ block, xTicks, textSize, props }: ArmBlockProps) {
  const { arm, plot, x, rows, columns, heads } = block;
  const tick = Math.round(textSize * 0.35);
  const small = { fontSize: textSize * NOTE_SIZE };
  const [nameLine, bothLine, eachLine] = heads;
  return (
    <g style={{ fill: INK_SOFT }}>
      <text x={plot.left - 2 * textSize} y={nameLine} style={{ fontWeight: 650, fill: armTextColour(arm.slot) }}>
        {arm.label}
      </text>
      {arm.note !== null && (
        <text x={plot.left - 2 * textSize} y={bothLine} style={small}>
          {arm.note}
        </text>
      )}
      <text x={columns[1]} y={bothLine} textAnchor="end" style={small}>
        {props.numbersName}
      </text>
      <text x={plot.left - 2 * textSize} y={eachLine} style={small}>
        layer
      </text>
      {columns.map((right, i) => (
        <text key={right} x={right} y={eachLine} textAnchor="end" style={small}>
          {props.numberNames[i]}
        </text>
      ))}
      {rows.map((row) => (
        <RowMarks key={row.layer} row={row} block={block} textSize={textSize} />
      ))}
      <path
        d={xTicks.map(({ value }) => `M${x(value)},${plot.bottom}v${tick}`).join('')}
        style={{ stroke: INK_SOFT, strokeWidth: Math.max(1, textSize / 14) }}
      />
      {xTicks.map(({ value, label }) => (
        <text key={value} x={x(value)} y={plot.bottom + tick + textSize * 1.02} textAnchor="middle">
          {label?.replace('-', '−')}
        </text>
      ))}
      <text x={block.nameAt} y={plot.bottom + tick + textSize * 2.15} textAnchor="middle" style={small}>
        {props.xName}
      </text>
    </g>
  );
}

function RowMarks({ row, block, textSize }: { readonly row: Row; readonly block: Block; readonly textSize: number }) {
  const { arm, plot, columns } = block;
  const colour = armColour(arm.slot);
  const line = row.baseline - textSize * 0.12;
  return (
    <g>
      <path d={`M${plot.left},${row.baseline}H${plot.right}`} style={{ stroke: RULE, strokeWidth: 1 }} />
      {/* What lies behind does not show through, so that each ridge is read by itself. */}
      <path d={row.area} style={{ fill: PAPER }} />
      <path d={row.area} style={{ fill: colour, fillOpacity: 0.32 }} />
      <path
        d={row.outline}
        style={{ fill: 'none', stroke: colour, strokeWidth: textSize / 9, strokeLinejoin: 'round' }}
      />
      <path d={row.theory} style={{ fill: 'none', stroke: INK, strokeWidth: Math.max(1, textSize / 13) }} />
      <text x={plot.left - textSize * 0.6} y={line} textAnchor="end">
        {row.layer}
      </text>
      {row.note !== null && (
        <text x={(plot.left + plot.right) / 2} y={line} textAnchor="middle" style={{ fontSize: textSize * NOTE_SIZE }}>
          {row.note}
        </text>
      )}
      {row.numbers.map((number, i) => (
        <MathText key={columns[i]} text={number} x={columns[i]} y={line} textAnchor="end" />
      ))}
    </g>
  );
}
