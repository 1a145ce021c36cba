import type { TableSource } from '../../datasets.ts';
import type { Delimiter } from './delimiter.ts';
import type { Heading } from './heading.ts';
import type { Used } from './missing.ts';
import type { Scan } from './scan.ts';

/** How the rows that were kept can be read again. */
export function sourceOf(
  encoding: string,
  delimiter: Delimiter,
  { framed, halved }: Heading,
  scan: Scan,
  { features, target }: Used,
  kept: Int32Array,
): TableSource {
  return {
    encoding,
    delimiter,
    decimal: scan.mark,
    framed,
    halved,
    features,
    target,
    lines: rangesOf(scan.lines, kept),
  };
}

/** Lines of the first and the last of rows that follow each other. */
function rangesOf(lines: readonly number[], kept: Int32Array): (readonly [number, number])[] {
  const starts = [...kept.keys()].filter((i) => i === 0 || kept[i]! !== kept[i - 1]! + 1);
  return starts.map((start, i) => [lines[kept[start]!]!, lines[kept[(starts[i + 1] ?? kept.length) - 1]!]!]);
}
