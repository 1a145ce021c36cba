/** Measurements and predictions for the tests. */
import type { ArmMeasurement, Frame } from '../engine/engine.ts';
import type { Prediction } from '../theory/predict.ts';

export function armMeasurement(fields: Partial<ArmMeasurement> = {}): ArmMeasurement {
  return {
    activation: 'relu',
    cw: [2, 2, 2],
    cb: 0,
    k1: 1,
    status: 'training',
    failure: null,
    learned: false,
    baseline: 0.143,
    loss: 0.5,
    lossSpread: null,
    metrics: {},
    variance: [1, 1, 1],
    spread: null,
    replicasFinite: 1,
    replicasVanished: 0,
    gradient: [1, 1, 1],
    ...fields,
  };
}

export function frameOf(step: number, arms: readonly ArmMeasurement[], run = 1): Frame {
  return {
    measurement: { run, step, engine: 'tfjs-cpu', adapter: 'test', arms },
    outputs: arms.map(() => null),
    evaluated: null,
  };
}

export function predictionOf(fields: Partial<Prediction> = {}): Prediction {
  return {
    variance: [1, 1, 1],
    varianceLog10: [0, 0, 0],
    largestLog10: [0.5, 0.5, 0.5],
    band: [0.1, 0.1, 0.1],
    chiParallel: [1, 1, 1],
    chiPerp: [1, 1, 1],
    overflowLayer: null,
    underflowLayer: null,
    ...fields,
  };
}
