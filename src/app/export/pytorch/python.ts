/** Values as Python source. */

export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'math.nan';
  if (value === Number.POSITIVE_INFINITY) return 'math.inf';
  return value === Number.NEGATIVE_INFINITY ? '-math.inf' : String(value);
}

/** JSON's escapes are Python's. */
export const pythonString = (text: string): string => JSON.stringify(text);

/** A list; `[value] * count` where all are alike. */
export function pythonList(values: readonly number[]): string {
  const [first] = values;
  if (first !== undefined && values.length > 1 && values.every((value) => Object.is(value, first))) {
    return `[${pythonNumber(first)}] * ${values.length}`;
  }
  return `[${values.map(pythonNumber).join(', ')}]`;
}

/** Every line of a block but empty ones, `levels` of four spaces further in. */
export function indented(block: string, levels: number): string {
  return block.replace(/^(?=.)/gm, '    '.repeat(levels));
}
