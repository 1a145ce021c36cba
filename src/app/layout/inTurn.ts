/**
 * What may follow the visitor's change a moment later, one after another: each is a task of its own, so that the next press
 * of a key waits for one of them at most.
 */
import { afterPaint } from './afterPaint.ts';

const waiting = new Set<() => void>();
let underWay = false;

/** Calls it after the next paint, in its turn; once, however often it is asked for until then. */
export function inTurn(follow: () => void): void {
  waiting.add(follow);
  if (underWay) return;
  underWay = true;
  afterPaint(next);
}

/** Whether it still waits for its turn. */
export const awaitsTurn = (follow: () => void): boolean => waiting.has(follow);

/** It is not called any more. */
export function leaveQueue(follow: () => void): void {
  waiting.delete(follow);
}

function next(): void {
  const [follow] = waiting;
  underWay = follow !== undefined;
  if (!follow) return;
  waiting.delete(follow);
  setTimeout(next);
  follow();
}
