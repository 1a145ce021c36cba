/** All rows of a table as numbers, and what each column holds. */
import { type DecimalMark, digitsOf, FORMS, type Form, formOf, isNumberForm, numberIn, tidied } from './cells.ts';
import type { FormCounts } from './decimalMark.ts';
import { Moments } from './numbers.ts';

/** A cell with the place where it stands. */
export interface Sample {
  /** From 0, among the rows that were taken. */
  readonly row: number;
  readonly line: number;
  readonly cell: string;
}

const NUMBER_FORMS = FORMS.filter(isNumberForm);
const PLAIN = FORMS.indexOf('plain');

/** Grows by rows. */
export class Scan {
  readonly width: number;
  readonly mark: DecimalMark;
  readonly moments: Moments;
  /** Of each row, what every column has; NaN where that is no number. */
  readonly rows: Float32Array[] = [];
  readonly lines: number[] = [];
  /** Tidied cells of the target. */
  readonly goals: string[] = [];
  readonly #target: number;
  readonly #counts: Uint32Array;
  readonly #samples = new Map<number, Sample>();
  readonly #fractional: Uint8Array;
  readonly #uneven: Uint8Array;
  readonly #unreadable: Uint32Array;
  /** The row at hand in double precision, in which moments are taken. */
  readonly #row: Float64Array;

  constructor(width: number, target: number, mark: DecimalMark) {
    this.width = width;
    this.mark = mark;
    this.#target = target;
    this.moments = new Moments(width);
    this.#counts = new Uint32Array(width * FORMS.length);
    this.#fractional = new Uint8Array(width);
    this.#uneven = new Uint8Array(width);
    this.#unreadable = new Uint32Array(width);
    this.#row = new Float64Array(width);
  }

  add(line: number, cells: readonly string[]): void {
    const row = this.#row;
    for (let k = 0; k < this.width; k++) {
      const cell = cells[k]!;
      const digits = digitsOf(cell);
      if (digits < 0) row[k] = this.#careful(k, cell, line);
      else {
        row[k] = digits;
        this.#counts[k * FORMS.length + PLAIN]!++;
      }
      if (this.#uneven[k] === 0 && this.rows.length > 0 && row[k] !== this.moments.last(k) + 1) this.#uneven[k] = 1;
    }
    this.moments.add(row);
    this.rows.push(Float32Array.from(row));
    this.lines.push(line);
    this.goals.push(tidied(cells[this.#target]!));
  }

  #careful(column: number, written: string, line: number): number {
    const cell = tidied(written);
    const form = formOf(cell);
    const value = numberIn(cell, form, this.mark);
    this.#note(column * FORMS.length + FORMS.indexOf(form), line, cell);
    if (Number.isNaN(value)) {
      this.#unreadable[column]!++;
      this.#note(-1 - column, line, cell);
    } else if (!Number.isInteger(value)) this.#fractional[column] = 1;
    return value;
  }

  /** Counts, and keeps the first. Below zero the cells of a column that are no numbers. */
  #note(place: number, line: number, cell: string): void {
    if (place >= 0) this.#counts[place]!++;
    if (!this.#samples.has(place)) this.#samples.set(place, { row: this.rows.length, line, cell });
  }

  counts(column: number): FormCounts {
    const from = column * FORMS.length;
    return Object.fromEntries(FORMS.map((form, i) => [form, this.#counts[from + i]!])) as Record<Form, number>;
  }

  /** The first cell of that form in that column. */
  sample(column: number, form: Form): Sample | null {
    return this.#samples.get(column * FORMS.length + FORMS.indexOf(form)) ?? null;
  }

  /** Cells without a number that can be used. */
  unreadable(column: number): number {
    return this.#unreadable[column]!;
  }

  firstUnreadable(column: number): Sample | null {
    return this.#samples.get(-1 - column) ?? null;
  }

  /** Cells that are written as numbers, whatever their decimal mark. */
  numbers(column: number): number {
    const counts = this.counts(column);
    return NUMBER_FORMS.reduce((sum, form) => sum + counts[form], 0);
  }

  /** Every cell is a whole number. */
  isWhole(column: number): boolean {
    return this.#fractional[column] === 0 && this.unreadable(column) === 0;
  }

  /** Each row has one more than the row before. */
  isRunning(column: number): boolean {
    return this.#uneven[column] === 0 && this.isWhole(column) && this.rows.length > 1;
  }
}
