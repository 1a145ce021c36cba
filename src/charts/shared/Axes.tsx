import type { ReactNode } from 'react';
import { amongNumbers } from './axisName.ts';
import { INK_SOFT, majorTick, numberGap, type Plot } from './chart.ts';
import { MathText } from './MathText.tsx';
import type { Tick } from './ticks.ts';

interface AxesProps {
  readonly plot: Plot;
  readonly textSize: number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** Names of the axes, in words: x below its right end, y above its line. */
  readonly xName: ReactNode;
  readonly yName: ReactNode;
  /** A low chart has no line for the name of x: it stands among the numbers, or above with an arrow where they leave no room. */
  readonly low?: boolean;
}

/** A bottom and a left axis: a hairline each, short ticks outwards, few numbers. */
export function Axes({ plot, textSize, xTicks, yTicks, x, y, xName, yName, low = false }: AxesProps) {
  const major = majorTick(textSize);
  const minor = Math.round(textSize * 0.2);
  const lines = [
    `M${plot.left},${plot.top}V${plot.bottom}H${plot.right}`,
    ...xTicks.map(({ value, label }) => `M${x(value)},${plot.bottom}v${label === null ? minor : major}`),
    ...yTicks.map(({ value, label }) => `M${plot.left},${y(value)}h${-(label === null ? minor : major)}`),
  ];
  const gap = numberGap(textSize);
  const among = low && typeof xName === 'string' ? amongNumbers(xName, xTicks, x, textSize) : null;
  return (
    <g style={{ fill: INK_SOFT }}>
      <path d={lines.join('')} style={{ fill: 'none', stroke: INK_SOFT, strokeWidth: Math.max(1, textSize / 14) }} />
      {xTicks.map(({ value, label }) => (
        <text key={value} x={x(value)} y={plot.bottom + gap + textSize * 0.72} textAnchor="middle">
          {label}
        </text>
      ))}
      {yTicks.map(({ value, label }) => (
        <MathText key={value} text={label ?? ''} x={plot.left - gap} y={y(value) + textSize * 0.34} textAnchor="end" />
      ))}
      {among === null ? (
        <text x={plot.right} y={low ? plot.top - textSize : plot.bottom + gap + textSize * 1.95} textAnchor="end">
          <tspan>{xName}</tspan>
          {low && <tspan> →</tspan>}
        </text>
      ) : (
        <text x={among} y={plot.bottom + gap + textSize * 0.72} textAnchor="middle">
          {xName}
        </text>
      )}
      <text x={Math.max(2, plot.left - textSize * 2.9)} y={plot.top - textSize}>
        {yName}
      </text>
    </g>
  );
}
