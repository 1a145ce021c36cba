import { lazy, Suspense, useEffect, useState } from 'react';
import { ErrorBoundary } from '../layout/ErrorBoundary.tsx';
import { useLab } from '../store/LabContext.tsx';

const TheoryPanels = lazy(() => import('./theory/TheoryPanels.tsx'));

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
      <h2>What theory says</h2>
      <ErrorBoundary name="The theory" resetKey={experiment}>
        <Suspense fallback={null}>{wanted && <TheoryPanels />}</Suspense>
      </ErrorBoundary>
    </section>
  );
}

/** Milliseconds; the networks of the first screen come first. */
const AFTER_PAINT = 200;
