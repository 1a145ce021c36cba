/** Cells that all have Adam's best rate and the same seeds, and the links that repeat what was measured. */
import type { Ending } from './network.ts';
import { RATES } from './rates.ts';
import { errorOf, type Row, type TableTask } from './tables.ts';
import type { Trains } from './trains.ts';
import { chooseRate, endingsOf, type Subject } from './trial.ts';

/** What a cell comes to. */
export type StudyRow = Omit<Row, 'seeds'>;

export interface StudySubject extends Subject {
  readonly metric: TableTask['metric'];
}

/** Chooses the cell's rate as everywhere, then trains its networks. */
export async function measureStudy(
  trains: Trains,
  subject: StudySubject,
  { seeds, steps }: { readonly seeds: readonly number[]; readonly steps: number },
): Promise<StudyRow> {
  const rate = await chooseRate(trains, subject, RATES.adam, steps);
  const endings: readonly Ending[] = await endingsOf(trains, subject, rate, seeds, steps);
  return { rate, endings, errors: endings.map((ending) => errorOf(ending, subject.metric)) };
}

/** As many arms as a permalink takes. */
const ARMS = 4;

/** A line for up to four cells that share a rate, the largest rate first. */
export function linesByRate<Cell>(
  measured: readonly { readonly cell: Cell; readonly rate: number }[],
  line: (cells: readonly Cell[], rate: number) => string,
): readonly string[] {
  const rates = [...new Set(measured.map(({ rate }) => rate))].toSorted((a, b) => b - a);
  return rates.flatMap((rate) => {
    const cells = measured.flatMap((entry) => (entry.rate === rate ? [entry.cell] : []));
    return chunks(cells).map((some) => line(some, rate));
  });
}

function chunks<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.length === 0 ? [] : [items.slice(0, ARMS), ...chunks(items.slice(ARMS))];
}

/** The paragraph over these lines, and they; nothing where there are none. */
export const repeatText = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['Repeat it (seed 1; `seed=2` and so on are the others):', lines.join('\n')];
