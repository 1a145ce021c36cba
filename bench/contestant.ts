import type { Problem } from './problem.ts';

/** One network (or several) in training. */
export interface Run {
  /** Trains so many steps; resolves when the device has done them. */
  advance(steps: number): Promise<void>;
  /** Mean squared error over the data at the present parameters; mean over replicas. */
  loss(): Promise<number>;
  dispose(): void;
}

export interface Contestant {
  readonly name: string;
  readonly device: 'webgpu' | 'wasm' | 'JavaScript';
  /** Networks trained at once. */
  readonly replicas: number;
  /** Places the problem's network on the device at step 0. Throws where the contestant cannot express it. */
  start(problem: Problem): Promise<Run>;
}
