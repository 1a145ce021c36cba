/** What the tables say in their cells, and how what is missing is told. */
import { formatNumber } from '../../src/charts/shared/format.ts';
import type { Failure } from '../../src/engine/engine.ts';
import type { Ending } from './network.ts';
import { type Learning, quantile } from './summary.ts';

export const NOT_MEASURED = 'not measured';

export const valueText = (value: number): string => (Number.isFinite(value) ? formatNumber(value) : 'failed');

/** Median and quartiles, e.g. `0.0014 [0.0010, failed]`: values are infinite where a network failed. */
export function spreadText(values: readonly number[]): string {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => valueText(quantile(values, share)));
  return `${middle} [${low}, ${high}]`;
}

/** e.g. `17/20` over `0.003; failed 1 + 2` in small print; failures only where not all learn. */
export function learningText({ learnt, networks, failedAtStart, failedInTraining }: Learning, rate: number): string {
  const failures = learnt < networks ? `; failed ${failedAtStart} + ${failedInTraining}` : '';
  return `${learnt}/${networks}<br><sub>${rate}${failures}</sub>`;
}

/** e.g. `3 of 5 (layer 9, step 0)`: where and when the first of them failed; `0 of 5`. */
export function failuresText(endings: readonly Ending[]): string {
  const failures = endings.flatMap(({ failure }) => (failure === null ? [] : [failure]));
  const [first] = failures.toSorted((a, b) => a.step - b.step || (a.layer ?? 0) - (b.layer ?? 0));
  return `${failures.length} of ${endings.length}${first ? ` (${placeText(first)})` : ''}`;
}

const placeText = ({ layer, step }: Failure): string => `${layer === null ? 'loss' : `layer ${layer}`}, step ${step}`;

/** A list in words: `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly (string | number)[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A cell, by what it is counted under, and whether it is there. */
export interface Presence {
  readonly group: string;
  readonly part: string | number;
  readonly measured: boolean;
}

/** Says how many cells are missing and where: `Not measured: 9 of 12 cells (width 64: depths 6 (1 of 4), 10).` */
export function missingText(cells: readonly Presence[], parts: string): string {
  const missing = cells.filter(({ measured }) => !measured);
  if (missing.length === 0) return `All ${cells.length} cells are measured.`;
  const groups = [...new Set(missing.map(({ group }) => group))].map((group) => {
    const inGroup = cells.filter((cell) => cell.group === group);
    const named = [...new Set(inGroup.map(({ part }) => part))].flatMap((part) => {
      const all = inGroup.filter((cell) => cell.part === part);
      const absent = all.filter(({ measured }) => !measured).length;
      if (absent === 0) return [];
      return [absent === all.length ? String(part) : `${part} (${absent} of ${all.length})`];
    });
    return `${group}: ${parts} ${named.join(', ')}`;
  });
  return `Not measured: ${missing.length} of ${cells.length} cells (${groups.join('; ')}).`;
}
