/** The numbers that networks are given, and how they are scaled. */
import type { Dataset } from '../../datasets.ts';
import { listed } from '../result.ts';
import type { Used } from './missing.ts';
import { Moments } from './numbers.ts';
import { areBytes } from './pixels.ts';
import type { Scan } from './scan.ts';

type FeaturesPart = Pick<Dataset, 'size' | 'features' | 'inputs' | 'featureNames' | 'shift' | 'factor'>;

/** The features of the rows kept: each by its own mean and deviation, or all alike. */
export function featuresOf(
  scan: Scan,
  { names, features }: Used,
  kept: Int32Array,
  alike: boolean,
): { part: FeaturesPart; notes: string[] } {
  const bytes = alike && areBytes(scan, features);
  const inputs = new (bytes ? Uint8Array : Float32Array)(kept.length * features.length);
  for (let row = 0; row < kept.length; row++) {
    const values = scan.rows[kept[row]!]!;
    for (let k = 0; k < features.length; k++) inputs[row * features.length + k] = values[features[k]!]!;
  }
  const { means, deviations } = alike
    ? momentsOfAll(inputs)
    : kept.length === scan.rows.length
      ? momentsIn(scan.moments, features)
      : momentsIn(momentsOfKept(scan, kept), features);
  const coarse = features.filter(
    (k) => scan.moments.deviation(k) > 0 && isCoarse(scan.moments.largest(k), scan.moments.deviation(k)),
  );
  return {
    part: {
      size: kept.length,
      features: features.length,
      inputs,
      featureNames: features.map((k) => names[k]!),
      shift: Float32Array.from(means),
      // A column that has become constant keeps its unit.
      factor: Float32Array.from(deviations, (deviation) => (deviation > 0 ? 1 / deviation : 1)),
    },
    notes:
      coarse.length === 0
        ? []
        : [
            `So large, and so nearly the same, that single precision blurs the differences: ${listed(coarse.map((k) => names[k]!))}. Subtract a constant first.`,
          ],
  };
}

const momentsIn = (moments: Moments, columns: readonly number[]) => ({
  means: columns.map((k) => moments.mean[k]!),
  deviations: columns.map((k) => moments.deviation(k)),
});

function momentsOfKept(scan: Scan, kept: Int32Array): Moments {
  const moments = new Moments(scan.width);
  for (const i of kept) moments.add(scan.rows[i]!);
  return moments;
}

/** Of all values of all columns together. */
function momentsOfAll(values: ArrayLike<number>) {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!;
    squares += values[i]! ** 2;
  }
  const mean = sum / values.length;
  return { means: [mean], deviations: [Math.sqrt(Math.max(0, squares / values.length - mean ** 2))] };
}

/** Float32 has 24 binary digits; a deviation of fewer than a thousand of its steps loses its third digit. */
const isCoarse = (largest: number, deviation: number): boolean => deviation < 1000 * largest * 2 ** -23;
