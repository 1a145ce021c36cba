export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/**
 * A table by RFC 4180 with one line of names. A number is written with as many digits as tell it from its neighbours; what
 * is unknown is empty; an infinite number is `Infinity` or `-Infinity`.
 */
export function csv(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [names.map(cell), ...rows.map((row) => names.map((name) => cell(row[name] ?? null)))];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function cell(value: Cell): string {
  if (value === null || Number.isNaN(value)) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
