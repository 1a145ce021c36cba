/** What the steps of the story say, in their order; apart from the steps, since the page's first load does not need it. */
export interface StoryWords {
  readonly title: string;
  /** Two or three sentences; docs/claims.md names the test that holds each. */
  readonly text: string;
}

export const STORY_WORDS: readonly StoryWords[] = [
  {
    title: 'A signal passes through ten layers. Does it survive?',
    text: 'Through ReLU it does, and the network learns. Its square RePU(2) explodes: at infinite width each layer without biases doubles log K/K* (K the variance, K* its fixed point), and ten overflow float32.',
  },
  {
    title: 'Without biases no start helps',
    text: 'Each cell is a RePU(2) of ten layers, trained from a C_W and a K_1 of its own: without biases (#1) not one of 256 learns, and nearly all overflow or vanish. With C_b = 0.1 (#2) 40 do, most of them from a small K_1.',
  },
  {
    title: 'But its reach is bounded, from any start',
    text: 'K lasts where its map meets the diagonal with slope χ∥ ≤ 1. For RePU(2) χ⊥ is 2/3 of χ∥ at every K, for any C_W and C_b: at infinite width a plain layer then leaves at most 2/3 of a squared gradient, and 64 leave less than 10⁻¹¹.',
  },
  {
    title: 'MRePU touches the diagonal with χ⊥ = 1',
    text: 'MRePU(2), z·max(0, z + 1)², is as steep as z itself at 0 and touches the diagonal at K = 0 with χ∥ = χ⊥ = 1. RePU(2) can touch it as well, where C_W C_b = 1/6, but with χ⊥ = 2/3.',
  },
  {
    title: 'So depth tells them apart',
    text: '64 layers from theory’s best starts: on its way to layer 1 the squared gradient of RePU(2) shrinks by more than 10¹¹, that of MRePU(2) by less than 100. At this small learning rate MRePU(2) learns the cubic, and RePU(2) does not.',
  },
  {
    title: 'As far as its horizon',
    text: 'MRePU leaves the diagonal upward: K grows slowly, then runs away, and the sooner the larger the input scale K_1. From 0.0005 it learns through all 16 layers (#1), from 0.03 it overflows half-way (#2).',
  },
  {
    title: 'Try others',
    text: 'Choose the activation, the depth and the initialisation under Controls: theory and networks follow at once.',
  },
  {
    title: 'Type your own',
    text: 'The shift 1 of MRePU(2) is a choice: z·max(0, z + a)² is critical at C_W = a⁻⁴, and with a = 4 it learns from a K_1 at which MRePU(2) overflows. Type a formula of z: its class, its critical point and its networks follow.',
  },
  {
    title: 'Or another layer: does a skip save RePU?',
    text: 'With a skip, γ = 1, K = 0 is critical for RePU(2) too, at any C_W: a small K grows slowly. From K_1 = 1/120 it passes twenty layers and learns the cubic; plain, it overflows half-way.',
  },
];
