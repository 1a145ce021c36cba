/** Whom the answers are of. */
export const ANSWERED = 'RePU(2)';

/** What it can do, as examples of the gallery. */
export const ANSWERS: readonly { readonly text: string; readonly name: string }[] = [
  { text: 'without biases', name: 'Ten layers on a knife edge' },
  { text: 'with biases', name: 'Biases carry RePU through ten layers' },
  { text: 'forty layers', name: 'RePU with biases' },
];
