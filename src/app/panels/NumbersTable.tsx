import { useState } from 'react';
import { later } from '../layout/later.tsx';

const VarianceTable = later(async () => (await import('./VarianceTable.tsx')).VarianceTable);

/** The variances of the hero chart as a table, drawn once it is asked for. */
export function NumbersTable() {
  const [open, setOpen] = useState(false);
  return (
    <details className="numbers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The numbers behind the chart</summary>
      {open && <VarianceTable />}
    </details>
  );
}
