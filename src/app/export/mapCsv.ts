/** The networks of a map as a table, each with the link that opens it. */
import { DEFAULT_DISPLAY } from '../../experiment/defaults.ts';
import { cellExperiment } from '../../experiment/map/cell.ts';
import type { MapCell } from '../../experiment/map/map.ts';
import { planeTheory, startOfTheory } from '../../experiment/map/theory.ts';
import { serialise } from '../../experiment/permalink.ts';
import { columnAndRow } from '../../lib/columnAndRow.ts';
import type { KnownMap } from '../store/knownMap.ts';
import { csv, type Row } from './csv.ts';

/** One row for every network that is known or could not be trained, row by row from the axes' beginnings, arm after arm. */
export function mapCsv({ experiment, plan, planes, faults }: KnownMap): string {
  const { x, y, steps } = plan;
  const rows = planes.flatMap(({ label, baseline, cells }, arm): Row[] => {
    const theory = planeTheory(experiment, arm, plan);
    const faultAt = new Map(
      faults.filter((fault) => fault.arm === arm).map(({ index, sentence }) => [index, sentence]),
    );
    return cells.flatMap((cell, index): Row[] => {
      const fault = faultAt.get(index) ?? null;
      if (cell === null) return fault === null ? [] : [{ arm: arm + 1, label, cell: index + 1, fault }];
      const [ix, iy] = columnAndRow(index, x.cells);
      const foreseen = theory(ix, iy);
      return [
        {
          arm: arm + 1,
          label,
          activation: experiment.arms[arm]?.activation ?? null,
          cell: index + 1,
          [x.key]: cell.x,
          [y.key]: cell.y,
          steps,
          ...measured(cell),
          baseline,
          theoryStart: startOfTheory(foreseen),
          theoryLayer: foreseen === 0 ? null : Math.abs(foreseen),
          link: `#${serialise(cellExperiment(experiment, arm, plan, ix, iy), DEFAULT_DISPLAY)}`,
          fault,
        },
      ];
    });
  });
  return csv(rows);
}

const measured = ({ outcome, start, layer, step, loss }: MapCell): Row => ({ outcome, start, layer, step, loss });
