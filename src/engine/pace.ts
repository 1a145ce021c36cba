/** How many steps go into a frame, and how fast training is. Times in milliseconds. */

/** A frame does not take longer on average, so that the worker answers soon. */
const LONGEST = 50;
/** Nor is it meant to be shorter, as nobody sees more than 60 frames a second. */
const SHORTEST = 16;
/** Where that fits, a frame is this many times the shortest one: most of it goes into training, not into looking. */
const SHARE = 5;
/** Where looking alone takes that long, training still gets half of the time. */
const LEAST_SHARE = 2;
/**
 * Steps of a frame over those of the frame before, at most. A quick engine would otherwise be through with two thousand
 * steps before anybody has seen one: so the first second shows the first few hundred steps, and full speed comes after.
 */
const MOST_GROWTH = 1.04;
/** Over which speed is averaged. */
const MEMORY = 1000;

export class Pace {
  #perFrame = 1;
  #shortest = Number.POSITIVE_INFINITY;
  /** Steps done and time spent, both fading. */
  #steps = 0;
  #time = 0;

  /** Steps of the next frame. */
  get steps(): number {
    return Math.round(this.#perFrame);
  }

  /** Null until known. */
  get stepsPerSecond(): number | null {
    return this.#time === 0 ? null : (1000 * this.#steps) / this.#time;
  }

  /**
   * Takes in a frame. Training and measuring are not told apart: a GPU does both only when the measurement is awaited.
   * @param busy time of its steps and its measurement.
   * @param total time from its start to the start of the next.
   */
  learn(steps: number, busy: number, total: number): void {
    this.#shortest = Math.min(this.#shortest, busy);
    const frame = Math.min(LONGEST, Math.max(SHORTEST, SHARE * this.#shortest));
    const wanted = Math.max(frame, LEAST_SHARE * this.#shortest);
    // Nor at once below half: one odd timing must not throw away what was learnt.
    const change = Math.min(MOST_GROWTH, Math.max(0.5, wanted / Math.max(busy, 0.01)));
    this.#perFrame = Math.max(1, this.#perFrame * change);
    const kept = Math.exp(-total / MEMORY);
    this.#steps = kept * this.#steps + steps;
    this.#time = kept * this.#time + total;
  }
}
