/** Measurements, predictions and a trainer that does nothing, for the tests. */
import { vi } from 'vitest';
import type { Prediction } from '../theory/predict.ts';

export { armMeasurement, frameOf } from '../engine/testing.ts';

export function predictionOf(fields: Partial<Prediction> = {}): Prediction {
  return {
    variance: [1, 1, 1],
    varianceLog10: [0, 0, 0],
    largestLog10: [0.5, 0.5, 0.5],
    chiParallel: [1, 1, 1],
    chiPerp: [1, 1, 1],
    overflowLayer: null,
    underflowLayer: null,
    mergeLayer: null,
    ...fields,
  };
}

/** A trainer that does nothing and remembers what it was asked for. */
export const idleTrainer = () => ({
  restart: vi.fn(),
  play: vi.fn(),
  pause: vi.fn(),
  step: vi.fn(),
  setSteps: vi.fn(),
  predict: vi.fn(),
  measure: vi.fn(),
  survival: vi.fn(() => Promise.resolve(null)),
  distribution: vi.fn(() => Promise.resolve(null)),
  correlation: vi.fn(() => Promise.resolve(null)),
  tangent: vi.fn(() => Promise.resolve(null)),
  provide: vi.fn(),
  parse: vi.fn(),
});
