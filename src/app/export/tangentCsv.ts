/** The tangent kernel's spectrum as a table. */
import { TANGENT_INPUTS } from '../../engine/tangent/measure.ts';
import type { TangentState } from '../panels/tangent/model.ts';
import { tangentFacts } from '../panels/tangent/view.ts';
import { csv, type Row } from './csv.ts';

/** One row for every eigenvalue of every arm, then one for every layer; log10 throughout. */
export function tangentCsv(state: TangentState): string {
  return csv(
    tangentFacts(state).flatMap(({ label, activation, spectrum, measured }, arm) => {
      const own = { arm: arm + 1, label, activation };
      const moved = measured?.moved ?? null;
      const eigenvalues = Array.from({ length: TANGENT_INPUTS }, (_, i): Row => {
        const start = measured?.startLog10[i] ?? null;
        return {
          ...own,
          eigenvalue: i + 1,
          layer: null,
          log10: start?.mean ?? null,
          log10Spread: start?.spread ?? null,
          networks: start?.networks ?? null,
          theoryLog10: spectrum?.log10[i] ?? null,
          theoryConditionLog10: null,
          theoryRank: spectrum?.rank ?? null,
          step: measured?.step ?? null,
          moved: moved?.mean ?? null,
          movedSpread: moved?.spread ?? null,
        };
      });
      const layers = (spectrum?.conditionLog10 ?? []).map(
        (theoryConditionLog10, l): Row => ({
          ...own,
          layer: l + 1,
          theoryConditionLog10,
          theoryRank: spectrum?.rank ?? null,
        }),
      );
      return [...eigenvalues, ...layers];
    }),
  );
}
