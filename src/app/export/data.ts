/** The numbers behind the page as JSON and as tables, every one with all its digits. */
import type { Measurement } from '../../engine/engine.ts';
import { kindOf } from '../../experiment/layerKind.ts';
import { batchBand, inputBand } from '../batchBand.ts';
import type { Shown } from '../store/shown.ts';
import { theoryOf } from '../theory.ts';
import { csv, type Row } from './csv.ts';

/** One row for every layer of every arm at the latest measurement; what belongs to the arm stands in each of its rows. */
export function measurementCsv({ experiment, start, latest }: Shown): string {
  const { setup, predictions } = theoryOf(experiment);
  const { run, step, engine, adapter, arms } = latest.measurement;
  const rows = arms.flatMap((arm, index): Row[] =>
    arm.variance.map((variance, layer) => ({
      run,
      step,
      engine,
      adapter,
      arm: index + 1,
      label: setup.arms[index]?.label ?? arm.activation,
      activation: arm.activation,
      init: experiment.arms[index]?.init ?? null,
      layer: layer + 1,
      variance,
      spread: arm.spread?.[layer] ?? null,
      gradient: arm.gradient[layer] ?? null,
      varianceAtStart: start.measurement.arms[index]?.variance[layer] ?? null,
      theoryVariance: predictions[index]?.variance[layer] ?? null,
      theoryVarianceLog10: predictions[index]?.varianceLog10[layer] ?? null,
      theoryBand: inputBand(experiment, index)[layer] ?? null,
      theoryBandOfMean: batchBand(experiment, index)[layer] ?? null,
      chiParallel: predictions[index]?.chiParallel[layer] ?? null,
      chiPerp: predictions[index]?.chiPerp[layer] ?? null,
      cw: arm.cw[layer] ?? null,
      cb: arm.cb,
      k1: arm.k1,
      ...kindOf(experiment.arms[index] ?? {}),
      status: arm.status,
      failureKind: arm.failure?.kind ?? null,
      failureLayer: arm.failure?.layer ?? null,
      failureStep: arm.failure?.step ?? null,
      learned: String(arm.learned),
      baseline: arm.baseline,
      loss: arm.loss,
      lossSpread: arm.lossSpread,
      replicasFinite: arm.replicasFinite,
      replicasVanished: arm.replicasVanished,
      ...arm.metrics,
    })),
  );
  return csv(rows);
}

/** One row for every remembered step of every arm. */
export function historyCsv({ experiment, history }: Shown): string {
  const { setup } = theoryOf(experiment);
  const rows = setup.arms.flatMap(({ label, activation }, arm): Row[] =>
    history.steps.map((step, i) => ({
      step,
      arm: arm + 1,
      label,
      activation: activation.id,
      loss: history.losses[arm]?.[i] ?? null,
      lossSpread: history.lossSpreads[arm]?.[i] ?? null,
      ...Object.fromEntries(
        Object.entries(history.metrics[arm] ?? {}).map(([name, values]) => [name, values[i] ?? null]),
      ),
      ...Object.fromEntries(
        (history.variances[arm]?.[i] ?? []).map((value, l) => [`varianceLog10Layer${l + 1}`, value]),
      ),
    })),
  );
  return csv(rows);
}

/** Everything: the experiment, theory, the measurement at initialisation, the latest one, and the history. */
export function dataJson({ experiment, start, latest, history }: Shown, permalink: string, citation: string): string {
  const { setup, predictions } = theoryOf(experiment);
  const value = {
    permalink,
    citation,
    experiment,
    start: withTheory(start.measurement),
    latest: withTheory(latest.measurement),
    history: {
      steps: history.steps,
      arms: setup.arms.map(({ label }, arm) => ({
        label,
        losses: history.losses[arm],
        lossSpreads: history.lossSpreads[arm],
        metrics: history.metrics[arm],
        varianceLog10: history.variances[arm],
      })),
    },
  };
  return `${JSON.stringify(value, notFinite, 1)}\n`;

  function withTheory(measurement: Measurement) {
    const arms = measurement.arms.map((arm, index) => ({
      label: setup.arms[index]?.label,
      ...arm,
      theory: predictions[index],
    }));
    return { ...measurement, arms };
  }
}

/** JSON has no numbers that are not finite: none becomes null, an infinite one its name. */
function notFinite(_key: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  return Number.isNaN(value) ? null : String(value);
}
