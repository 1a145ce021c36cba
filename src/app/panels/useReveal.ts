import { useEffect, useState } from 'react';
import { isPainted } from '../layout/painted.ts';
import { useLab } from '../store/LabContext.tsx';

/** The first forward pass takes about so long, whatever the depth. */
const DURATION = 1100;

/** The layer up to which the first forward pass is drawn; null once it is over, and at once under reduced motion. */
export function useReveal(): number | null {
  const wanted = useLab((state) => state.reveal);
  const depth = useLab(({ experiment }) => experiment.depth);
  // The pass begins when the networks stand at step 0.
  const run = useLab(({ shown, run: newest }) => (shown?.run === newest ? newest : null));
  const [done, setDone] = useState({ reveal: 0, share: 1 });

  useEffect(() => {
    if (run === null || done.reveal === wanted) return;
    const reduced = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    // Nobody sees a page that is not painted, which then is never asked to draw.
    if (reduced || document.hidden || !isPainted()) {
      setDone({ reveal: wanted, share: 1 });
      return;
    }
    let handle = 0;
    const begin = performance.now();
    const draw = (now: number) => {
      const share = Math.min(1, Math.max(0, (now - begin) / DURATION));
      setDone({ reveal: share === 1 ? wanted : wanted - 1, share });
      if (share < 1) handle = requestAnimationFrame(draw);
    };
    handle = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(handle);
  }, [run, wanted, done.reveal]);

  if (done.reveal === wanted) return null;
  return run === null ? 0 : done.share * depth;
}
