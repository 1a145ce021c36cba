/** How long cells of a map take: what chunks are cut by, and what the time that is left follows from. */
import type { MapCell } from '../../experiment/map/map.ts';

/** A network's sizes. */
export interface Size {
  readonly depth: number;
  readonly width: number;
  /** Per step. */
  readonly examples: number;
}

/** Milliseconds on a common machine: of a chunk, of a network beside its steps, and of a step's arithmetic. */
const CHUNK = 6;
const NETWORK = 0.3;
const ARITHMETIC = 1.2e-7;
/** A step's part that does not grow with the square of the width. */
const NARROW = 32;
/** Looking at a network, at the start and at the end, is like training it. */
const LOOKS = 2;
/** How much of the speed is the last chunk's. */
const SHARE = 0.3;

export class Cost {
  /** Of this machine, against the common one. */
  #slowness = 1;
  #measured = false;

  /** Milliseconds that a network takes for so many steps. */
  network({ depth, width, examples }: Size, steps: number): number {
    return this.#slowness * (NETWORK + (steps + LOOKS) * ARITHMETIC * depth * width * (width + NARROW) * examples);
  }

  /** The same of a chunk, whose networks take so long by `network`. */
  chunk(networks: number): number {
    return this.#slowness * CHUNK + networks;
  }

  /**
   * Takes in what a chunk took.
   * @param expected by `chunk`, for the steps that its networks have really made
   */
  learn(expected: number, milliseconds: number): void {
    const slowness = (this.#slowness * milliseconds) / expected;
    this.#slowness = this.#measured ? (1 - SHARE) * this.#slowness + SHARE * slowness : slowness;
    this.#measured = true;
  }
}

/** Steps that a network has made, or that one like it will make. */
export function stepsOf(cell: MapCell | null, steps: number): number {
  if (cell?.outcome === 'overflow') return 0;
  return cell?.step ?? steps;
}
