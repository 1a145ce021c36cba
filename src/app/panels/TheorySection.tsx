import { useEffect, useState } from 'react';
import { ErrorBoundary, notDrawn } from '../layout/ErrorBoundary.tsx';
import { later } from '../layout/later.tsx';
import { useLab } from '../store/LabContext.tsx';

const TheoryPanels = later(async () => (await import('./theory/TheoryPanels.tsx')).default);

/** The same element each time: the panels follow the experiment by themselves, each in its turn. */
const PANELS = <TheoryPanels />;

/** What theory says, below the page's first screen; it is asked for once that has been painted. */
export function TheorySection() {
  const arms = useLab(({ experiment }) => experiment.arms.length);
  const experiment = useLab((state) => state.experiment);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWanted(true), AFTER_PAINT);
    return () => clearTimeout(timer);
  }, []);
  return (
    <section className="theory" aria-label="Theory" data-arms={arms}>
      <ErrorBoundary instead={notDrawn('The theory')} resetKey={experiment}>
        {wanted && PANELS}
      </ErrorBoundary>
    </section>
  );
}

/** Milliseconds; the networks of the first screen come first. */
const AFTER_PAINT = 200;
