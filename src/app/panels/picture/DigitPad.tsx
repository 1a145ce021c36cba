import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { centred, type Drawing, emptyDrawing, IMAGE_SIDE, stroked } from '../../../charts/digits/centre.ts';
import { softmax } from '../../../charts/plane/plane.ts';
import { requiredDataset } from '../../../tasks/datasets.ts';
import { largestIndex } from '../../../tasks/metrics.ts';
import { ArmMarker, armScope } from '../../controls/ArmMarker.tsx';
import { enlarged, inkOf, inputsOf, maskOf } from './images.ts';
import { percent } from './metricNote.ts';
import type { Pictured, PicturedArm } from './pictured.ts';
import { usePrediction } from './usePrediction.ts';

/** Pixels of the pad along a side; four for each of the image's. */
const SIDE = 4 * IMAGE_SIDE;
const RADIUS = 4.5;
/** How far an arrow key moves the pen. */
const MOVE = 4;

type Place = readonly [x: number, y: number];

/** A pad to draw a digit on, and what every arm takes it for. */
export function DigitPad({ pictured }: { readonly pictured: Pictured }) {
  const { data, arms } = pictured;
  const [drawing, setDrawing] = useState<Drawing>(() => emptyDrawing(SIDE));
  const [sample, setSample] = useState(0);
  const image = useMemo(() => centred(drawing), [drawing]);
  const inputs = useMemo(() => image && inputsOf(image, requiredDataset('digits')), [image]);
  const answers = usePrediction(inputs);
  const takeSample = () => {
    const { features, ...scaling } = requiredDataset('digits');
    const held = data.evaluation.inputs.subarray(sample * features, (sample + 1) * features);
    setDrawing({ side: SIDE, ink: enlarged(inkOf(held, scaling), IMAGE_SIDE, SIDE) });
    setSample((sample + 1) % data.evaluation.held);
  };
  return (
    <div className="digit-pad">
      <div>
        <Pad
          drawing={drawing}
          empty={image === null}
          onDraw={(from, to) => setDrawing((before) => stroked(before, from, to, RADIUS))}
        />
        <p className="buttons">
          <button type="button" onClick={() => setDrawing(emptyDrawing(SIDE))}>
            Clear
          </button>
          <button type="button" onClick={takeSample}>
            Sample
          </button>
        </p>
      </div>
      <div className="says columns" data-count={arms.length}>
        {arms.map((arm, index) => (
          <Says key={arm.slot} arm={arm} scores={answers?.[index]} drawn={inputs !== null} />
        ))}
      </div>
    </div>
  );
}

interface PadProps {
  readonly drawing: Drawing;
  /** Nothing has been drawn yet. */
  readonly empty: boolean;
  readonly onDraw: (from: Place, to: Place) => void;
}

interface Hand {
  readonly pointerId: number;
  readonly pointerType: string;
  readonly at: Place;
}

/** Draws with pointer or touch; with the keyboard arrows move a pen and space puts it down and lifts it. */
function Pad({ drawing, empty, onDraw }: PadProps) {
  /** What draws, and where it is: a second finger or a palm beside it draws nothing. */
  const hand = useRef<Hand | null>(null);
  const [pen, setPen] = useState<{ readonly at: Place; readonly down: boolean }>({
    at: [SIDE / 2, SIDE / 4],
    down: false,
  });
  const mask = useMemo(() => maskOf(SIDE, SIDE, drawing.ink), [drawing]);

  const place = (event: PointerEvent<HTMLElement>): Place => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return [((event.clientX - left) / width) * SIDE, ((event.clientY - top) / height) * SIDE];
  };
  const begin = (event: PointerEvent<HTMLElement>) => {
    const { button, pointerId, pointerType } = event;
    // A palm may lie on the pad before the pen comes.
    const taken = hand.current !== null && !(pointerType === 'pen' && hand.current.pointerType !== 'pen');
    if (button !== 0 || taken) return;
    event.currentTarget.setPointerCapture(pointerId);
    const at = place(event);
    hand.current = { pointerId, pointerType, at };
    onDraw(at, at);
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (hand.current?.pointerId !== event.pointerId) return;
    const to = place(event);
    onDraw(hand.current.at, to);
    hand.current = { ...hand.current, at: to };
  };
  const end = ({ pointerId }: PointerEvent<HTMLElement>) => {
    if (hand.current?.pointerId === pointerId) hand.current = null;
  };
  const key = (event: KeyboardEvent) => {
    const by = ARROWS[event.key];
    if (!by && event.key !== ' ') return;
    // The page's own shortcuts have the same keys.
    event.preventDefault();
    event.stopPropagation();
    if (!by) {
      if (!pen.down) onDraw(pen.at, pen.at);
      setPen({ ...pen, down: !pen.down });
      return;
    }
    const within = (value: number) => Math.max(0, Math.min(SIDE, value));
    const to: Place = [within(pen.at[0] + MOVE * by[0]), within(pen.at[1] + MOVE * by[1])];
    if (pen.down) onDraw(pen.at, to);
    setPen({ ...pen, at: to });
  };
  return (
    <div
      className="pad"
      role="application"
      aria-label="Drawing pad. Arrow keys move the pen; space puts it down and lifts it."
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is drawn on with the keyboard
      tabIndex={0}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onLostPointerCapture={end}
      onKeyDown={key}
    >
      {empty ? (
        <span className="draw-here" aria-hidden="true">
          draw here
        </span>
      ) : (
        <span className="digit" style={{ maskImage: mask }} />
      )}
      <span
        className="pen"
        data-down={pen.down}
        style={{ left: `${(100 * pen.at[0]) / SIDE}%`, top: `${(100 * pen.at[1]) / SIDE}%` }}
      />
    </div>
  );
}

const ARROWS: Readonly<Record<string, Place>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface SaysProps {
  readonly arm: PicturedArm;
  /** Null where no network is finite; undefined before there is an answer. */
  readonly scores: Float32Array | null | undefined;
  readonly drawn: boolean;
}

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

function Says({ arm: { slot, label }, scores, drawn }: SaysProps) {
  const probabilities = drawn && scores ? softmax(scores) : null;
  const best = probabilities ? largestIndex(probabilities) : null;
  const words = best === null ? (drawn && scores === null ? 'not finite' : '–') : `says ${best}`;
  return (
    <section {...armScope(slot)} aria-label={`${label}’s answer`}>
      <p className="arm-heading">
        <ArmMarker slot={slot} />
        <strong className="arm-name" translate="no">
          {label}
        </strong>
        <span className="answer" aria-live="polite">
          {words}
        </span>
      </p>
      <ol className="bars" aria-label="Probabilities">
        {DIGITS.map((digit) => {
          const probability = probabilities?.[digit] ?? 0;
          return (
            <li key={digit} data-best={digit === best}>
              <span>{digit}</span>
              <span className="bar" style={{ width: `${100 * probability}%` }} />
              <span className="share">{probabilities ? percent(probability) : ''}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
