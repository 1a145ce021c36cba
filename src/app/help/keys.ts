/** The keys of the page, as its help shows them. */
export const KEYS: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['Space'], does: 'play or pause' },
  { keys: ['→'], does: 'one step' },
  { keys: ['Shift', '→'], does: 'ten steps' },
  { keys: ['R'], does: 'rewind: the same weights from step 0' },
  { keys: ['N'], does: 'new seed: other weights' },
  { keys: ['?'], does: 'this help' },
];
