import { SAMPLES, samplePlace, sampleWeight } from './quadrature.ts';

/** The 15-point Kronrod rule by itself, of a panel from -1 to 1: exact for polynomials up to degree 22. */
export const panelPlaces = Float64Array.from({ length: SAMPLES - 1 }, (_, i) => samplePlace(i));
/** The samples of quadrature.ts have the middle twice. */
export const panelWeights = Float64Array.from(
  { length: SAMPLES - 1 },
  (_, i) => sampleWeight(i) * (i === SAMPLES - 2 ? 2 : 1),
);
