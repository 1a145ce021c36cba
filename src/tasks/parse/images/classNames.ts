/** Text that comes with images: what their classes are called. The rest, such as a readme, is passed over. */
import type { SourceFile } from '../result.ts';

/** What the files beside the images say. */
export interface Companions {
  /** Names for classes of these labels, from the first file that has one for each; null without one. */
  namesFor(labels: readonly number[]): readonly string[] | null;
  /** Of the files that have said nothing; last. */
  passedOver(): string[];
}

/** No list of names is longer. */
const MOST_TEXT = 2 ** 16;

export function companionsOf(files: readonly SourceFile[]): Companions {
  const used = new Set<SourceFile>();
  return {
    namesFor(labels) {
      for (const file of files) {
        const names = used.has(file) ? null : namesIn(file, labels);
        if (names === null) continue;
        used.add(file);
        return names;
      }
      return null;
    },
    passedOver() {
      const rest = files.filter((file) => !used.has(file)).map(({ name }) => name);
      return rest.length > 0 ? [`Passed over: ${rest.join(', ')}.`] : [];
    },
  };
}

function namesIn({ bytes }: SourceFile, labels: readonly number[]): readonly string[] | null {
  if (bytes.length > MOST_TEXT) return null;
  const lines = new TextDecoder()
    .decode(bytes)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const names = mapped(lines, labels) ?? (isCounted(labels, lines.length) ? lines : null);
  return names !== null && new Set(names).size === labels.length ? names : null;
}

/** A line for each label, which are 0, 1, 2 and so on (CIFAR's batches.meta.txt). */
const isCounted = (labels: readonly number[], lines: number): boolean =>
  lines === labels.length && labels.every((label, i) => label === i);

/** Lines of a label and the codes of its characters (EMNIST's mapping files). */
function mapped(lines: readonly string[], labels: readonly number[]): string[] | null {
  const rows = lines.map((line) => line.split(/\s+/).map(Number));
  const isMapping = rows.every(([label, ...rest]) => Number.isInteger(label) && rest.length > 0 && rest.every(isCode));
  if (!isMapping) return null;
  const codes = new Map(rows.map(([label, ...rest]) => [label, String.fromCodePoint(...rest)]));
  const names = labels.flatMap((label) => codes.get(label) ?? []);
  return names.length === labels.length ? names : null;
}

/** Of a character that can be seen. */
const isCode = (code: number): boolean => Number.isInteger(code) && code > 0x20 && code <= 0x10ffff;
