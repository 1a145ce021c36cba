import { countsOf, OUTCOME_WORDS, outcomesOf } from './describe.ts';
import type { CellChart } from './types.ts';

interface MapCountsProps {
  readonly planes: readonly { readonly label: string; readonly cells: readonly (CellChart | null)[] }[];
  /** How many of the cells that are known start as theory says, of each plane; null where that is not known. */
  readonly agreements: readonly ({ readonly agree: number; readonly cells: number } | null)[];
  readonly steps: number;
}

/** How many networks of each plane came to what. */
export function MapCounts({ planes, agreements, steps }: MapCountsProps) {
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
          <th scope="col">start as theory says</th>
        </tr>
      </thead>
      <tbody>
        {planes.map(({ label, cells }, plane) => {
          const counts = countsOf(cells);
          const agreement = agreements[plane];
          return (
            <tr key={label}>
              <th scope="row">{label}</th>
              {outcomes.map((outcome) => (
                <td key={outcome}>{counts[outcome]}</td>
              ))}
              <td>{counts.unknown}</td>
              <td>{agreement ? `${agreement.agree} of ${agreement.cells}` : '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
