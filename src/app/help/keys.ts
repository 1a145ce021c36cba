/** The keys of the page, as its help shows them. */
export const KEYS: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['Space'], does: 'play or pause' },
  { keys: ['→'], does: 'one step' },
  { keys: ['Shift', '→'], does: 'ten steps' },
  { keys: ['R'], does: 'rewind: the same weights from step 0' },
  { keys: ['N'], does: 'new seed: other weights' },
  { keys: ['?'], does: 'this help' },
  { keys: ['1', '…', '9'], does: 'in the talk view (Present): a panel comes or goes; 0 brings its own back' },
  { keys: ['C'], does: 'in the talk view: two sliders under the charts' },
  {
    keys: ['Esc'],
    does: 'leaves the talk view, or the story, with its experiment; in a frame: the keyboard goes back to the page around',
  },
];
