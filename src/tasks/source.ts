/** How the files of a dataset were read, so that they can be read alike elsewhere. */
export type DatasetSource = TableSource | IdxSource | CifarSource;

/** The same rows of a table (docs/own-data.md says what a cell may be). */
export interface TableSource {
  readonly kind: 'table';
  /** Name of the file as it lies on the disk, packed or not; null where the table was pasted. */
  readonly file: string | null;
  /** What was pasted; null where there is a file. */
  readonly text: string | null;
  /** As TextDecoder calls it. */
  readonly encoding: string;
  /** What stands between cells: one character, or `blanks`, or `wide blanks`: two blanks or more, or a tab. */
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  /** Rows begin and end with the delimiter. */
  readonly framed: boolean;
  /** Each number fills two cells, with a decimal comma between. */
  readonly halved: boolean;
  /** Places of features and target among the columns, from 0, once the frame is off and halves are joined. */
  readonly features: readonly number[];
  readonly target: number;
  /** First and last of lines that follow each other, from 1, on each of which a row begins that is used. */
  readonly lines: readonly (readonly [number, number])[];
}

/** Numbers in an IDX file. */
export type IdxNumber = 'uint8' | 'int8' | 'int16' | 'int32' | 'float32' | 'float64';

/** Images to train on; those to test on are in files of their own. */
export interface IdxSource {
  readonly kind: 'idx';
  readonly images: string;
  readonly labels: string;
  /** Of the images. */
  readonly number: IdxNumber;
  /** Numbers for each image in the file of labels, of which the first is the class. */
  readonly columns: number;
  /** What the file of labels has for each class. */
  readonly classes: readonly number[];
  /** The first ones are used; null: all. */
  readonly rows: number | null;
}

export interface CifarSource {
  readonly kind: 'cifar';
  /** Batches to train on, in this order. */
  readonly files: readonly string[];
  /** Bytes of a record, and which of them is the class. */
  readonly record: number;
  readonly label: number;
  readonly rows: number | null;
}
