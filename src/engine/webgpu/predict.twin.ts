/** The predict kernel in TypeScript, float64 on the way, on the same layout of parameters. */
import { type ForwardTwinInput, forwardTwin, toldTwin } from './forward.twin.ts';
import { predictionLength } from './predict.ts';

export interface PredictTwinInput extends Omit<ForwardTwinInput, 'replica'> {
  /** Followed by what the kernel is told of the arm. */
  readonly inputs: Float32Array;
}

/** [examples × outputs × streams] */
export function predictTwin({ inputs, ...network }: PredictTwinInput): Float32Array {
  const { layout } = network;
  const predictions = new Float32Array(predictionLength(layout));
  const each = layout.outputs * layout.streams;
  const told = toldTwin(layout, inputs);
  for (let e = 0; e < layout.examples; e++) {
    const x = Array.from(inputs.subarray(e * layout.inputs, (e + 1) * layout.inputs));
    const { z } = forwardTwin({ ...network, replica: 0 }, x, told);
    predictions.set((z.at(-1) ?? []).flat(), e * each);
  }
  return predictions;
}
