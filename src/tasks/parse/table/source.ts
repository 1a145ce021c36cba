import type { TableSource } from '../../source.ts';
import { nameOnDisk, type SourceFile } from '../result.ts';
import type { Text } from '../text.ts';
import type { Delimiter } from './delimiter.ts';
import type { Heading } from './heading.ts';
import type { Used } from './missing.ts';
import type { Scan } from './scan.ts';

/** How the rows that were kept can be read again. */
export function sourceOf(
  file: SourceFile,
  { text, encoding }: Text,
  delimiter: Delimiter,
  { framed, halved }: Heading,
  scan: Scan,
  { features, target }: Used,
  kept: Int32Array,
): TableSource {
  const pasted = file.pasted === true;
  return {
    kind: 'table',
    file: pasted ? null : nameOnDisk(file),
    text: pasted ? text : null,
    encoding,
    delimiter,
    decimal: scan.mark,
    framed,
    halved,
    features,
    target,
    lines: rangesOf(Array.from(kept, (i) => scan.lines[i]!)),
  };
}

/** First and last of lines that follow each other. */
function rangesOf(lines: readonly number[]): (readonly [number, number])[] {
  const starts = [...lines.keys()].filter((i) => i === 0 || lines[i]! !== lines[i - 1]! + 1);
  return starts.map((start, i) => [lines[start]!, lines[(starts[i + 1] ?? lines.length) - 1]!]);
}
