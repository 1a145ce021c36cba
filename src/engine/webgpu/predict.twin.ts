/** The predict kernel in TypeScript, float64 on the way, on the same layout of parameters. */
import { type ForwardTwinInput, forwardTwin } from './forward.twin.ts';
import type { OwnNumbers } from './networks.ts';
import { predictionLength } from './predict.ts';

export interface PredictTwinInput extends Omit<ForwardTwinInput, 'replica'> {
  readonly inputs: Float32Array;
  readonly own: OwnNumbers;
}

/** [examples × outputs × streams] */
export function predictTwin({ inputs, own, ...network }: PredictTwinInput): Float32Array {
  const { layout } = network;
  const predictions = new Float32Array(predictionLength(layout));
  const each = layout.outputs * layout.streams;
  for (let e = 0; e < layout.examples; e++) {
    const x = Array.from(inputs.subarray(e * layout.inputs, (e + 1) * layout.inputs));
    const { z } = forwardTwin({ ...network, replica: 0 }, x, own);
    predictions.set((z.at(-1) ?? []).flat(), e * each);
  }
  return predictions;
}
