/** The letters that may stand in a typed formula for numbers, each with a slider. */
export const LETTERS = ['a', 'b', 'c', 'd'] as const;
export type Letter = (typeof LETTERS)[number];
