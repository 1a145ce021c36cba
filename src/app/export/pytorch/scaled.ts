/** Features and numbers by the lab's own shift and scale, as Python. */
import type { Dataset } from '../../../tasks/datasets.ts';
import { pythonList, pythonNumber } from './python.ts';

/** Constants of the script, and a term of theirs. */
export interface Scaled {
  readonly constants: string;
  readonly term: string;
}

/** (term - SHIFT) * FACTOR by the lab's own numbers, as far as they change anything. */
export function scaled(term: string, { shift, factor }: Dataset): Scaled {
  const shifts = shift.some((value) => value !== 0);
  const scales = factor.some((value) => value !== 1);
  const moved = shifts ? `${term} - SHIFT` : term;
  return {
    constants: joined([shifts && `SHIFT = ${tensor(shift)}`, scales && `FACTOR = ${tensor(factor)}`]),
    term: scales ? `${shifts ? `(${moved})` : term} * FACTOR` : moved,
  };
}

export const joined = (lines: readonly (string | false)[]): string => lines.filter((text) => text !== false).join('\n');

/** One number where there is one, else one a feature. */
const tensor = (values: Float32Array): string =>
  values.length === 1 ? pythonNumber(values[0] ?? 0) : `torch.tensor(${pythonList(Array.from(values))})`;

/** Constants, if any, and what follows two lines below. */
export const under = (constants: string, source: string): string =>
  constants === '' ? source : `${constants}\n\n\n${source}`;
