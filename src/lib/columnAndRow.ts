/** Of an item of a table that is told row by row: the place in its row, and its row. */
export const columnAndRow = (index: number, columns: number): readonly [column: number, row: number] => [
  index % columns,
  Math.floor(index / columns),
];
