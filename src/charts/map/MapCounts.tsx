import { countsOf, OUTCOME_WORDS, outcomesOf } from './describe.ts';
import type { CellChart } from './types.ts';

interface MapCountsProps {
  readonly planes: readonly { readonly label: string; readonly cells: readonly (CellChart | null)[] }[];
  readonly steps: number;
}

/** How many networks of each plane came to what. */
export function MapCounts({ planes, steps }: MapCountsProps) {
  const outcomes = outcomesOf(steps);
  return (
    <table className="map-counts">
      <caption>Networks by what became of them</caption>
      <thead>
        <tr>
          <th scope="col">arm</th>
          {outcomes.map((outcome) => (
            <th key={outcome} scope="col">
              {OUTCOME_WORDS[outcome]}
            </th>
          ))}
          <th scope="col">not computed</th>
        </tr>
      </thead>
      <tbody>
        {planes.map(({ label, cells }) => {
          const counts = countsOf(cells);
          return (
            <tr key={label}>
              <th scope="row">{label}</th>
              {outcomes.map((outcome) => (
                <td key={outcome}>{counts[outcome]}</td>
              ))}
              <td>{counts.unknown}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
