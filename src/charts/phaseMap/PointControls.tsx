import { type PointerEvent, useRef } from 'react';
import type { Domain, Plot } from '../shared/chart.ts';
import { formatNumber } from '../shared/format.ts';
import { clampedLog10, fromLog10, type PlaneScale } from './plane.ts';
import type { PhaseGrid, PhasePoint } from './types.ts';

export type Axis = 'cw' | 'k1';

/** An arrow key moves to the next of these steps of log10. */
const STEP = 0.05;

interface PointControlsProps {
  /** The arm, named in the sliders: several maps may stand side by side. */
  readonly label: string;
  readonly plot: Plot;
  readonly scale: PlaneScale;
  readonly grid: PhaseGrid;
  readonly point: PhasePoint;
  /** What is predicted at the point, spoken after its coordinate. */
  readonly outcome: string;
  readonly onDrag: (point: PhasePoint) => void;
  readonly onDrop: (point: PhasePoint) => void;
  /** The axis along which the keyboard moves the point now; null when the focus leaves. */
  readonly onFocusAxis: (axis: Axis | null) => void;
}

/** Over the plot: a pointer takes the point anywhere; two sliders move it along either axis by keyboard. */
export function PointControls(props: PointControlsProps) {
  const { label, plot, scale, grid, point, outcome, onDrag, onDrop, onFocusAxis } = props;
  const dragged = useRef<PhasePoint | null>(null);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    // By shares of the box, since the page may be scaled.
    const across = (event.clientX - box.left) / Math.max(1, box.width);
    const down = (event.clientY - box.top) / Math.max(1, box.height);
    const [width, height] = [plot.right - plot.left, plot.bottom - plot.top];
    dragged.current = scale.pointAt(plot.left + across * width, plot.top + down * height);
    onDrag(dragged.current);
  };
  const drop = () => {
    if (dragged.current) onDrop(dragged.current);
    dragged.current = null;
  };
  const slider = (axis: Axis, name: string, domain: Domain) => (
    <input
      type="range"
      aria-label={name}
      aria-valuetext={`${formatNumber(point[axis])}: ${outcome}`}
      min={domain[0]}
      max={domain[1]}
      step={STEP}
      value={clampedLog10(point[axis], domain)}
      onChange={(event) => {
        const moved = { ...point, [axis]: fromLog10(event.currentTarget.valueAsNumber) };
        onDrag(moved);
        onDrop(moved);
      }}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) onFocusAxis(axis);
      }}
      onBlur={() => onFocusAxis(null)}
      style={{ position: 'absolute', inset: 0, width: '100%', margin: 0, opacity: 0, pointerEvents: 'none' }}
    />
  );
  return (
    <div
      style={{
        position: 'absolute',
        left: plot.left,
        top: plot.top,
        width: plot.right - plot.left,
        height: plot.bottom - plot.top,
        cursor: 'crosshair',
        touchAction: 'none',
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={(event) => {
        if (dragged.current) drag(event);
      }}
      onPointerUp={drop}
      onPointerCancel={drop}
    >
      {slider('cw', `C_W of ${label}`, grid.cwLog10)}
      {slider('k1', `K_1 of ${label}`, grid.k1Log10)}
    </div>
  );
}
