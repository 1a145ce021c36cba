/** Keeps the record of one arm: which replicas are finite, what failed first, and the last finite state. */
import type { ArmSetup } from '../../experiment/setup.ts';
import type { ArmMeasurement, Failure } from '../engine.ts';
import { type ArmStatistics, armMeasurement, firstFiniteOutputs, lossFailed, replicaFailure } from './statistics.ts';

export class Judge {
  readonly #depth: number;
  #finite: boolean[];
  #start: Float64Array | null = null;
  #failure: Failure | null = null;
  #endedAt: number | null = null;
  /** The last step at which a replica was finite, and which were; before step 0 nothing. */
  #latest: { statistics: ArmStatistics; finite: readonly boolean[] } | null = null;

  constructor(depth: number, replicas: number) {
    this.#depth = depth;
    this.#finite = new Array<boolean>(replicas).fill(true);
  }

  /** True once no replica is finite. */
  get diverged(): boolean {
    return !this.#finite.includes(true);
  }

  /** The first finite replica, whose outputs are shown; null where none is finite. */
  get firstFinite(): number | null {
    const found = this.#finite.indexOf(true);
    return found < 0 ? null : found;
  }

  /** All that are finite, in their order. */
  get finite(): readonly number[] {
    return this.#finite.flatMap((finite, replica) => (finite ? [replica] : []));
  }

  /** The step at which the last finite replica failed; null while one is finite. */
  get endedAt(): number | null {
    return this.#endedAt;
  }

  /**
   * Replicas, finite so far, that fail by these statistics or by the loss of any step on the way to them.
   * @param losses of the steps on the way, [steps × R].
   */
  suspects(statistics: ArmStatistics, losses: ArrayLike<number>): readonly number[] {
    const replicas = this.#finite.length;
    return this.#finite.flatMap((finite, replica) => {
      if (!finite) return [];
      const start = this.#start?.[replica] ?? Number.POSITIVE_INFINITY;
      const failed =
        replicaFailure(statistics, this.#depth, replica, start) !== null ||
        someStep(losses, replicas, (at) => lossFailed(losses[at + replica] as number, start));
      return failed ? [replica] : [];
    });
  }

  /** True if it matters at which step exactly these replicas failed: the first failure, or the end of the arm. */
  needsExactStep(suspects: readonly number[]): boolean {
    const remaining = this.#finite.filter((finite) => finite).length - suspects.length;
    return suspects.length > 0 && (this.#failure === null || remaining === 0);
  }

  /** Takes the statistics of the next step, step 0 first. Replicas that fail stay failed. */
  record(statistics: ArmStatistics): void {
    if (this.diverged) return;
    const failures = this.#finite.flatMap((finite, replica) => {
      const start = this.#start?.[replica] ?? Number.POSITIVE_INFINITY;
      const failure = finite ? replicaFailure(statistics, this.#depth, replica, start) : null;
      return failure === null ? [] : [{ replica, failure }];
    });
    this.#start ??= statistics.loss.slice();
    const failed = new Set(failures.map(({ replica }) => replica));
    this.#finite = this.#finite.map((finite, replica) => finite && !failed.has(replica));
    // Of several at the same step, the one in the earliest layer counts as first; `loss` comes after every layer.
    const depthOf = (layer: number | null) => layer ?? this.#depth + 1;
    const first = failures.map(({ failure }) => failure).sort((a, b) => depthOf(a.layer) - depthOf(b.layer))[0];
    if (first) this.#failure ??= { ...first, step: statistics.step };
    if (this.diverged) this.#endedAt = statistics.step;
    if (!this.diverged || this.#latest === null) this.#latest = { statistics, finite: [...this.#finite] };
  }

  /** The arm's measurement: the present state, or the last finite one. */
  measurement(arm: ArmSetup, baseline: number): ArmMeasurement {
    const { statistics, finite } = this.#recorded();
    const status = this.diverged ? 'diverged' : statistics.step === 0 ? 'ready' : 'training';
    const measured = armMeasurement(arm, baseline, statistics, { status, failure: this.#failure, finite });
    return this.diverged ? { ...measured, replicasFinite: 0, replicasVanished: 0 } : measured;
  }

  outputs(): Float32Array | null {
    const { statistics, finite } = this.#recorded();
    return firstFiniteOutputs(statistics, finite);
  }

  #recorded() {
    if (this.#latest === null) throw new Error('Nothing has been recorded yet.');
    return this.#latest;
  }
}

/** True if it holds for some step, told where that step's values begin among those of all, [steps × R]. */
function someStep(values: ArrayLike<number>, replicas: number, holds: (at: number) => boolean): boolean {
  for (let at = 0; at < values.length; at += replicas) if (holds(at)) return true;
  return false;
}
