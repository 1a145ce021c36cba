/** Experiments worth a click, as permalinks. */
export interface Preset {
  readonly name: string;
  /** What is to be seen there. */
  readonly sentence: string;
  /** Canonical, without `#`. */
  readonly fragment: string;
}

/**
 * K_1 = 2/3 · m with m = 0.33858267506071…, the mean of x² over the 128 points on [-1, 1]: the largest input, x = ±1, then
 * stands on RePU(2)'s fixed point K* = 2/3 to thirteen digits.
 */
const LARGEST_ON_FIXED_POINT = '0.2257217833739';

export const PRESETS: readonly Preset[] = [
  {
    name: 'RePU against MRePU',
    sentence: 'Each at its own best initialisation: RePU(2) overflows before its first step, MRePU(2) learns.',
    fragment: '',
  },
  {
    name: 'RePU at its largest input on the fixed point',
    sentence:
      'Of 64 networks of RePU(2) whose largest input starts exactly on the unstable fixed point, some explode and the others vanish; MRePU(2) loses none.',
    fragment: `arm=repu.2_k1.${LARGEST_ON_FIXED_POINT}&arm=mrepu.2&depth=12&lr=0.0001&replicas=64`,
  },
  {
    name: 'MRePU beyond its horizon',
    sentence: 'The same MRePU(2) at three input scales: K_1 decides how deep it can be.',
    fragment: 'arm=mrepu.2_k1.0.0005&arm=mrepu.2_k1.0.03&arm=mrepu.2_k1.0.3&depth=16',
  },
  {
    name: 'RePU with biases',
    sentence: 'C_b > 0 gives RePU(2) a stable fixed point: forty layers stay finite, but no gradient comes through.',
    fragment: 'arm=repu.2_init.custom_cw.0.5_cb.0.1_k1.0.2&arm=mrepu.2&depth=40',
  },
  {
    name: 'Four classes',
    sentence:
      'RePU(2) has no critical point; ReLU is scale invariant, tanh falls slowly to 0, MRePU(2) leaves it slowly.',
    fragment: 'arm=repu.2&arm=mrepu.2&arm=relu&arm=tanh',
  },
];
