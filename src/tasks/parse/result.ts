import type { Dataset } from '../datasets.ts';

export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the visitor decides beyond what the files say; null: by the values themselves. */
export interface ParseOptions {
  /** Name of the target column of a table. */
  readonly target: string | null;
  readonly kind: 'classes' | 'number' | null;
}

export interface Parsed {
  readonly dataset: Dataset;
  /** Columns of a table, of which one is the target; empty for images. */
  readonly columns: readonly string[];
  readonly target: string | null;
  /** Sentences on what was done with the values. */
  readonly notes: readonly string[];
}

export type ParseResult = Parsed | { readonly error: string };

export const MOST_ROWS = 50_000;
export const MOST_FEATURES = 3072;
/** Labels are bytes. */
export const MOST_CLASSES = 256;

/** A file that is not what it should be; the sentence names the place. */
export class MalformedFile extends Error {
  override name = 'MalformedFile';
}
