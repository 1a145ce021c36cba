/** The correlation of inputs by layer as a table. */
import type { CorrelationState } from '../panels/correlation/model.ts';
import { correlationFacts } from '../panels/correlation/view.ts';
import { csv, type Row } from './csv.ts';

/** One row for every layer of every arm; 1 - c, since that keeps its digits where inputs are nearly one. The output layer is not measured. */
export function correlationCsv(state: CorrelationState): string {
  return csv(
    correlationFacts(state).flatMap(({ label, activation, course, phase, measured }, arm) =>
      Array.from({ length: state.experiment.depth }, (_, l): Row => {
        const layer = measured?.layers[l] ?? null;
        return {
          arm: arm + 1,
          label,
          activation,
          pairs: state.choice,
          layer: l + 1,
          step: measured?.step ?? null,
          networks: layer?.networks ?? null,
          apart: layer?.apart ?? null,
          apartSpread: layer?.spread ?? null,
          theoryApart: course?.apart[l] ?? null,
          theoryError: course?.error ?? null,
          slopeAtOne: phase?.slope ?? null,
          phase: phase?.phase ?? null,
        };
      }),
    ),
  );
}
