import { lazy, Suspense, useState } from 'react';

const VarianceTable = lazy(async () => ({ default: (await import('./VarianceTable.tsx')).VarianceTable }));

/** The variances of the hero chart as a table, drawn once it is asked for. */
export function NumbersTable() {
  const [open, setOpen] = useState(false);
  return (
    <details className="numbers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The numbers behind the chart</summary>
      <Suspense fallback={null}>{open && <VarianceTable />}</Suspense>
    </details>
  );
}
