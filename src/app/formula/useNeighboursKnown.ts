import { useEffect } from 'react';
import { batchBand } from '../batchBand.ts';
import { useLab } from '../store/LabContext.tsx';
import { theoryOf } from '../theory.ts';
import { neighbours } from './neighbours.ts';

/** Milliseconds that theory of a value may take at first, when its code is not yet compiled. */
const ROOM = 25;
/** Milliseconds after which a page that had less room, in training mostly, is asked again. */
const PAUSE = 300;

/**
 * While the page has nothing else to do, theory of the values beside those of an arm's letters is computed: the next press of
 * a key finds it, and the presses after it compiled code. A first press else takes up to twice as long as a tenth. Not in
 * Safari, which does not say when it is idle.
 */
export function useNeighboursKnown(index: number): void {
  const experiment = useLab((state) => state.experiment);
  const held = useLab((state) => state.held);
  useEffect(() => {
    if (held || !('requestIdleCallback' in window)) return;
    let unknown: (typeof experiment)[] | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let handle = requestIdleCallback(prepare);
    const ask = () => {
      handle = requestIdleCallback(prepare);
    };
    function prepare(idle: IdleDeadline): void {
      if (idle.timeRemaining() < ROOM) {
        timer = setTimeout(ask, PAUSE);
        return;
      }
      unknown ??= [...neighbours(experiment, index)];
      const next = unknown.shift();
      if (!next) return;
      theoryOf(next);
      batchBand(next, index);
      ask();
    }
    return () => {
      clearTimeout(timer);
      cancelIdleCallback(handle);
    };
  }, [experiment, held, index]);
}
