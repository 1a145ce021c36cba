/** Depth reach: what share of networks learns, by depth, width, activation, initialisation and optimizer. */

import { RATES } from './rates.ts';
import { type Learning, learns } from './summary.ts';
import type { Trains } from './trains.ts';
import { chooseRate, endingsOf, type Subject } from './trial.ts';

export const REACH = {
  activations: ['repu.2', 'repu.3', 'mrepu.1', 'mrepu.2', 'mrepu.3', 'relu', 'tanh', 'gelu', 'silu'],
  inits: ['best', 'critical'],
  optimizers: ['adam', 'sgd'],
  depths: [4, 6, 10, 16, 24, 40, 64],
  /** In the order of measuring. */
  widths: [64, 32, 128],
  seeds: Array.from({ length: 20 }, (_, i) => i + 1),
  steps: 500,
} as const;

export interface ReachCell {
  readonly activation: string;
  readonly init: (typeof REACH.inits)[number];
  readonly optimizer: (typeof REACH.optimizers)[number];
  readonly depth: number;
  readonly width: number;
}

export interface Reach extends Learning {
  /** The rate that was chosen. */
  readonly rate: number;
}

/** All cells, those first that say most where there is no time for all: by width, then shallow ones first. */
export function reachCells(): readonly ReachCell[] {
  const { activations, inits, optimizers, depths, widths } = REACH;
  return widths.flatMap((width) =>
    depths.flatMap((depth) =>
      activations.flatMap((activation) =>
        inits.flatMap((init) => optimizers.map((optimizer) => ({ activation, init, optimizer, depth, width }))),
      ),
    ),
  );
}

export function reachSubject({ activation, init, optimizer, depth, width }: ReachCell): Subject {
  const fragment = `arm=${activation}_init.${init}&depth=${depth}&width=${width}&batch=32&opt=${optimizer}`;
  return { fragment, metric: null };
}

/** Chooses the cell's rate, then trains its networks. @param steps of a reported network. */
export async function measureReach(trains: Trains, cell: ReachCell, steps: number): Promise<Reach> {
  const subject = reachSubject(cell);
  const rate = await chooseRate(trains, subject, RATES[cell.optimizer], steps);
  return { rate, ...learns(await endingsOf(trains, subject, rate, REACH.seeds, steps)) };
}
