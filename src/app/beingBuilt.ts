/** What is said of an arm before anything is measured; the words for what was measured come later (verdict.ts). */
export const beingBuilt = (label: string): string => `${label} is being built.`;
