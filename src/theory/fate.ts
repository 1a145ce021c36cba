/** What becomes of a network before its first step. */
export type Fate = 'finite' | 'overflowed' | 'vanished';

/** A signal that has shrunk to this fraction of the first layer's variance no longer tells its inputs apart. */
export const VANISHED_FRACTION = 1e-6;
