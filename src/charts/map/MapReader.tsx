import { type PointerEvent, useRef } from 'react';
import { type Plot, readerStyle } from '../shared/chart.ts';
import { indexAt, moved } from './plane.ts';
import type { MapChartProps } from './types.ts';

interface MapReaderProps extends Pick<MapChartProps, 'x' | 'y' | 'read' | 'onRead' | 'onOpen'> {
  /** Accessible name. */
  readonly name: string;
  readonly plot: Plot;
  /** Where reading begins by keyboard. */
  readonly start: number;
  /** What is read, spoken as the value of the slider. */
  readonly text: string;
  /** Whether it has the focus of the keyboard. */
  readonly onFocused: (focused: boolean) => void;
}

/**
 * An invisible slider over the plane: pointer, touch and arrow keys read a cell; a click or Enter opens it, where fingers
 * read at the first touch and open at the second.
 */
export function MapReader(props: MapReaderProps) {
  const { name, plot, x, y, read, start, text, onRead, onOpen, onFocused } = props;
  const index = read ?? start;
  /** Read before the pointer came down. */
  const before = useRef<number | null>(null);
  const under = (event: PointerEvent<HTMLInputElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    // By shares of the box, since the page may be scaled.
    const across = (event.clientX - box.left) / Math.max(1, box.width);
    const up = (box.bottom - event.clientY) / Math.max(1, box.height);
    return indexAt({ x, y }, across, up);
  };
  return (
    <input
      type="range"
      aria-label={name}
      aria-valuetext={text}
      min={0}
      max={x.cells * y.cells - 1}
      value={index}
      // What a screen reader does with its own gestures; keys are told below.
      onChange={(event) => onRead(event.currentTarget.valueAsNumber)}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        if (event.key === 'Enter') {
          event.preventDefault();
          onOpen(index);
          return;
        }
        const to = moved({ x, y }, index, event.key);
        if (to === null) return;
        event.preventDefault();
        onRead(to);
      }}
      onPointerDown={(event) => {
        before.current = event.pointerType === 'touch' ? read : under(event);
        // A click is not a drag of the slider's thumb.
        event.preventDefault();
        event.currentTarget.focus({ preventScroll: true });
        onRead(under(event));
      }}
      onPointerMove={(event) => onRead(under(event))}
      onPointerUp={(event) => {
        const cell = under(event);
        if (event.button === 0 && before.current === cell) onOpen(cell);
        before.current = null;
      }}
      onPointerCancel={() => {
        before.current = null;
      }}
      onPointerLeave={(event) => {
        if (event.pointerType !== 'touch') onRead(null);
      }}
      onFocus={(event) => {
        if (!event.currentTarget.matches(':focus-visible')) return;
        onFocused(true);
        onRead(index);
      }}
      onBlur={() => {
        onFocused(false);
        onRead(null);
      }}
      style={readerStyle(plot, 'pointer')}
    />
  );
}
