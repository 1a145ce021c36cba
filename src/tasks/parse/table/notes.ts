/** Sentences on how a table was understood. */
import { listed, type TableColumn } from '../result.ts';
import { type DecimalMark, type Form, formOf, numberIn } from './cells.ts';
import { groupsThousands, isCertain, mayGroupThousands, THOUSANDS } from './decimalMark.ts';
import type { Heading } from './heading.ts';
import type { Lines } from './lines.ts';
import type { Scan } from './scan.ts';

/** On the lines around the rows. */
export function lineNotes(lines: Lines, { names, line, inComment, units, passed }: Heading): string[] {
  const notes = [
    names === null ? `Line ${line} is the first row: no line names the columns.` : `Line ${line} names the columns.`,
  ];
  for (const row of units) {
    notes.push(`Line ${row.line} is taken for units, not for a row: ${listed(row.cells.map((cell) => cell || '–'))}.`);
  }
  if (passed > 0)
    notes.push(
      `${passed === 1 ? 'A line' : `${passed} lines`} above the table ${passed === 1 ? 'is' : 'are'} passed over.`,
    );
  const comments = lines.comments - (inComment ? 1 : 0);
  if (comments > 0)
    notes.push(`${comments === 1 ? 'One comment line is' : `${comments} comment lines are`} passed over.`);
  return notes;
}

/** Where nothing tells whether 0,5 is two cells or one. */
export const MAYBE_HALVED =
  'All cells are whole numbers: if commas are decimal marks, as in 0,5, choose the comma for decimals.';

/** On how numbers are written, where that could be misunderstood. */
export function numberNotes(scan: Scan, heading: Heading, columns: readonly TableColumn[]): string[] {
  const { mark } = scan;
  const used = columns.flatMap(({ leftOut }, k) => (leftOut || scan.numbers(k) === 0 ? [] : [k]));
  const counts = used.map((k) => scan.counts(k));
  const certain = isCertain(counts);
  const thousands = used.filter((_, i) => groupsThousands(counts[i]!, mark));
  const doubtful = used.filter((_, i) => mayGroupThousands(counts[i]!, mark) && (!certain || counts[i]!.plain > 0));
  const namesOf = (places: readonly number[]) => listed(places.map((k) => columns[k]!.name));
  const notes: string[] = [];
  if (heading.halved) notes.push('Each number fills two cells: the comma between them is taken for its decimal mark.');
  if (heading.maybeHalved && !heading.halved) notes.push(MAYBE_HALVED);
  if (mark === ',' && !heading.halved) {
    const example = exampleOf(scan, used, ['comma', 'commaOfThree']);
    if (example) notes.push(`Decimals are written with a comma: ${example}.`);
  }
  if (thousands.length > 0) {
    const example = exampleOf(scan, thousands, [...THOUSANDS, mark === '.' ? 'commaOfThree' : 'pointOfThree']);
    notes.push(`Thousands are set apart in ${namesOf(thousands)}: ${example}.`);
  }
  if (doubtful.length > 0) {
    const example = exampleOf(scan, doubtful, [mark === '.' ? 'pointOfThree' : 'commaOfThree']);
    notes.push(
      `Three decimals are read in ${namesOf(doubtful)}: ${example}. If they are thousands, choose the other mark.`,
    );
  }
  return notes;
}

/** The first cell of one of these forms, and what it comes to: `1.017 is 1017`. */
function exampleOf(scan: Scan, columns: readonly number[], forms: readonly Form[]): string | null {
  for (const column of columns) {
    const sample = forms.map((form) => scan.sample(column, form)).find((found) => found !== null);
    if (sample) return `“${sample.cell}” is ${numberIn(sample.cell, formOf(sample.cell), scan.mark)}`;
  }
  return null;
}

/** Whether the decimal mark may be asked for. */
export function asksForMark(
  scan: Scan,
  heading: Heading,
  columns: readonly TableColumn[],
  asked: DecimalMark | null,
): boolean {
  if (asked !== null || heading.halved || heading.maybeHalved || scan.mark === ',') return true;
  return columns.some((_, k) => {
    const { pointOfThree, point, commaOfThree, thousandsByComma, comma } = scan.counts(k);
    return commaOfThree + thousandsByComma + comma > 0 || (pointOfThree > 0 && point === 0);
  });
}

/** On columns that are left out, and on those that might be. */
export function columnNotes(columns: readonly TableColumn[]): string[] {
  const named = (remark: TableColumn['remark'], leftOut: boolean) =>
    columns.filter((column) => column.remark === remark && column.leftOut === leftOut).map(({ name }) => name);
  const said = (names: readonly string[], sentence: string) =>
    names.length > 0 ? [`${sentence} ${listed(names)}.`] : [];
  return [
    ...said(named('always the same', true), 'Always the same, and so left out:'),
    ...said(named('empty', true), 'Empty, and so left out:'),
    ...said(named('names of rows', true), 'Names of the rows, left out:'),
    ...said(named('counts the rows', true), 'Numbers of the rows, left out:'),
    ...said([...named('words', true), ...named(null, true)], 'Left out:'),
    ...named('counts the rows', false).flatMap((name) =>
      columns.length > 2 ? [`${name} counts the rows. If it says no more, leave it out.`] : [],
    ),
  ];
}
