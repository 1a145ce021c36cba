import { formatLog10Alike, formatNumber } from '../../charts/shared/format.ts';
import type { ArmMeasurement } from '../../engine/engine.ts';
import { counted } from '../../lib/counted.ts';
import { hasTestLoss } from '../../tasks/metrics.ts';
import { batchBand } from '../batchBand.ts';
import { armScope } from '../controls/ArmMarker.tsx';
import { useLab } from '../store/LabContext.tsx';
import { theoryOf } from '../theory.ts';
import { varianceArms } from './view.ts';

/** Predicted and measured, by layer and arm. */
export function VarianceTable() {
  const experiment = useLab((state) => state.experiment);
  const shown = useLab((state) => state.shown);
  const arms = varianceArms(experiment, shown, false, batchBand);
  const step = shown?.latest.measurement.step ?? 0;
  const measured = (frame: 'start' | 'latest', index: number, layer: number) =>
    shown?.[frame].measurement.arms[index]?.variance[layer] ?? null;
  const losses = hasTestLoss(theoryOf(shown?.experiment ?? experiment).setup.data) ? LOSSES : LOSSES.slice(0, 1);
  const layers = Array.from({ length: experiment.depth }, (_, layer) => layer);
  const written = formatLog10Alike(
    arms.flatMap(({ predictedLog10 }, index) =>
      layers.flatMap((layer) => [
        predictedLog10[layer] ?? Number.NaN,
        ...(['start', 'latest'] as const).map((frame) => Math.log10(measured(frame, index, layer) ?? Number.NaN)),
      ]),
    ),
    DIGITS,
  );
  return (
    // Focusable, so that the keyboard can scroll it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (axe: scrollable-region-focusable).
    <section className="table-scroll" tabIndex={0} aria-label="Variances by layer">
      <table>
        <caption>
          {`Mean over data, neurons and finite networks of z², by layer: predicted, measured at initialisation, and after ${counted(step, 'step')}; last the ${losses.map(({ name }) => name).join(' and the ')}`}
        </caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              layer
            </th>
            {arms.map(({ slot, label }) => (
              <th key={slot} scope="colgroup" colSpan={3} {...armScope(slot)}>
                {label}
              </th>
            ))}
          </tr>
          <tr>
            {arms.flatMap(({ slot }) =>
              ['theory', 'at initialisation', 'now'].map((name) => (
                <th key={`${slot}${name}`} scope="col">
                  {name}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody translate="no">
          {layers.map((layer) => (
            <tr key={layer}>
              <th scope="row">{layer + 1}</th>
              {arms.flatMap(({ slot, predictedLog10 }, index) => [
                <td key={`${slot}theory`}>{written(predictedLog10[layer] ?? Number.NaN)}</td>,
                <td key={`${slot}start`}>
                  <Measured value={measured('start', index, layer)} when="start" written={written} />
                </td>,
                <td key={`${slot}now`}>
                  <Measured value={measured('latest', index, layer)} when="now" written={written} />
                </td>,
              ])}
            </tr>
          ))}
        </tbody>
        <tfoot translate="no">
          {losses.map(({ name, of }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {arms.flatMap(({ slot }, index) => [
                <td key={`${slot}theory`} />,
                ...(['start', 'latest'] as const).map((frame) => (
                  <td key={`${slot}${frame}`}>{lossText(of(shown?.[frame].measurement.arms[index]))}</td>
                )),
              ])}
            </tr>
          ))}
        </tfoot>
      </table>
    </section>
  );
}

interface LossRow {
  readonly name: string;
  /** Null where it is not finite, undefined where it is not known yet. */
  readonly of: (arm: ArmMeasurement | undefined) => number | null | undefined;
}

const LOSSES: readonly LossRow[] = [
  { name: 'loss', of: (arm) => arm?.loss ?? null },
  {
    name: 'test loss when last looked at',
    of: (arm) => arm?.metrics.testLoss ?? (arm?.status === 'diverged' ? null : undefined),
  },
];

function lossText(loss: number | null | undefined): string {
  if (loss === undefined) return '';
  return loss === null ? 'not finite' : formatNumber(loss);
}

/** Theory and measurement differ in the third. */
const DIGITS = 4;

interface MeasuredProps {
  readonly value: number | null;
  /** At which measurement. */
  readonly when: 'start' | 'now';
  readonly written: (log10: number) => string;
}

/** A few digits to read; the machine-readable value has all of them, so that two runs can be compared bit for bit. */
function Measured({ value, when, written }: MeasuredProps) {
  return (
    <data value={value === null ? '' : String(value)} data-when={when}>
      {value === null ? 'not finite' : written(Math.log10(value))}
    </data>
  );
}
