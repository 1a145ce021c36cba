/** A whole plane on fused-wasm here and now: for what has no pool of workers. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { MapCell, MapPlan } from '../../experiment/map/map.ts';
import { wasmEngine } from '../wasm/engine.ts';
import { measureCells } from './cells.ts';

/** Its cells, row by row. Throws Error where one of them cannot be computed. */
export async function measurePlane(experiment: Experiment, arm: number, plan: MapPlan): Promise<readonly MapCell[]> {
  const cells = Array.from({ length: plan.x.cells * plan.y.cells }, (_, index) => index);
  const { reports } = await measureCells({ experiment, arm, plan, cells }, wasmEngine());
  return reports.map((report) => {
    if ('fault' in report) throw new Error(`Cell ${report.index}: ${report.fault}`);
    return report.cell;
  });
}
