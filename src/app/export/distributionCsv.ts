/** The histograms of the layers as a table. */
import { BIN, REACH } from '../../engine/distribution/summary.ts';
import type { MeasuredDistribution } from '../panels/distribution/model.ts';
import { distributionFacts } from '../panels/distribution/view.ts';
import { csv, type Row } from './csv.ts';

/** One row for every layer of every arm in which a network is finite; bins by their middles, in root mean squares. */
export function distributionCsv(distribution: MeasuredDistribution): string {
  const rows = distributionFacts(distribution).flatMap(({ label, activation, measured, kurtosis }, arm) =>
    measured.layers.flatMap((layer, l): Row[] => {
      if (layer === null) return [];
      const { networks, count, scale, mean, histogram, slopes } = layer;
      const { counts, below, above } = histogram;
      return [
        {
          arm: arm + 1,
          label,
          activation,
          step: measured.step,
          counted: measured.counted,
          layer: l + 1,
          networks,
          inputs: measured.inputs,
          numbers: count,
          rootMeanSquare: scale,
          meanOverRms: mean,
          kurtosis: layer.kurtosis,
          kurtosisError: layer.kurtosisError,
          theoryKurtosis: kurtosis[l] ?? null,
          saturated: slopes?.saturated ?? null,
          dead: slopes?.dead ?? null,
          below,
          ...Object.fromEntries(counts.map((n, bin) => [`at${middle(bin)}`, n])),
          above,
        },
      ];
    }),
  );
  return csv(rows);
}

const middle = (bin: number): string => (-REACH + (bin + 0.5) * BIN).toFixed(2);
