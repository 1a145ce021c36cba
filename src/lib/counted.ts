/**
 * `1 step`, `2 steps`.
 * @param several the word for any other number.
 * @param written the number as it is to be read.
 */
export const counted = (number: number, one: string, several = `${one}s`, written = String(number)): string =>
  `${written} ${number === 1 ? one : several}`;

/** `there is 1`, `there are 2`. */
export const thereAre = (number: number): string => `there ${number === 1 ? 'is' : 'are'} ${number}`;

/** `once`, `twice`, `3 times`: how often. */
export const often = (number: number): string => (number === 1 ? 'once' : number === 2 ? 'twice' : `${number} times`);

/** Whole numbers with a thin space between thousands. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}
