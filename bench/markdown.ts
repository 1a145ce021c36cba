/** Tables as Markdown writes them. */

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The first column to the left, the others, which hold numbers, to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');
}
