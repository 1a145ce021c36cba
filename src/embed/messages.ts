/**
 * What an embedding page and the frame say to each other, version 1. docs/embedding.md is the contract: only ever
 * extended. This file has types alone, so that the client carries no validation library.
 */
// biome-ignore lint/style/noRestrictedImports: a type weighs nothing, and a layer's fields are listed once.
import type { LayerKind } from '../theory/layer.ts';

export const PROTOCOL = 1;

/** Given by the host and carried back by the answer. */
export type MessageId = string | number;

interface Envelope {
  readonly repuLab: typeof PROTOCOL;
  readonly id?: MessageId;
}

/** Host → frame. */
export type Command =
  | { readonly type: 'hello' }
  | { readonly type: 'set'; readonly permalink: string }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'reset' }
  | { readonly type: 'step'; readonly count: number }
  | { readonly type: 'measure' }
  | { readonly type: 'map'; readonly x: PublicAxis; readonly y: PublicAxis; readonly steps: number }
  | { readonly type: 'cancelMap' };

export type HostMessage = Command & Envelope;

/** Frame → host. */
export type Announcement =
  | { readonly type: 'ok' }
  | { readonly type: 'error'; readonly message: string }
  | {
      readonly type: 'ready';
      readonly version: number;
      readonly engine: string | null;
      readonly adapter: string | null;
    }
  | { readonly type: 'state'; readonly permalink: string; readonly playing: boolean }
  | { readonly type: 'measurement'; readonly measurement: PublicMeasurement }
  /** Of the map under way; `id` is that of the request. */
  | { readonly type: 'mapProgress'; readonly done: number; readonly total: number }
  | ({ readonly type: 'map' } & PublicMap)
  /** A key was pressed in the frame for which the lab has no use; `key`, `code` and `shiftKey` as in a KeyboardEvent. */
  | { readonly type: 'key'; readonly key: string; readonly code: string; readonly shiftKey: boolean };

export type FrameMessage = Announcement & Envelope;

export type PublicMapKey = 'cw' | 'cb' | 'k1' | 'lr' | 'skip' | 'a' | 'b' | 'c' | 'd' | 'depth' | 'width';

/** Cells lie evenly from `from` to `to`, both included, in the logarithm with `log`; without it `cw`, `k1`, `lr` and `width` do. */
export interface PublicAxis {
  readonly key: PublicMapKey;
  readonly from: number;
  readonly to: number;
  /** 1 to 64. */
  readonly cells: number;
  readonly log?: boolean | undefined;
}

/** What became of the networks of a map. */
export interface PublicMap {
  readonly arms: readonly {
    readonly activation: string;
    /** Loss of the best constant. */
    readonly baseline: number;
    /** Row by row from y.from; null: this network could not be trained. */
    readonly cells: readonly (PublicCell | null)[];
  }[];
}

export interface PublicCell {
  /** Values on the axes. */
  readonly x: number;
  readonly y: number;
  readonly outcome: 'overflow' | 'diverged' | 'vanished' | 'mean' | 'learned' | 'open';
  /** First layer that overflowed, diverged or vanished. */
  readonly layer: number | null;
  /** Of training, where it diverged. */
  readonly step: number | null;
  readonly loss: number | null;
}

type PerLayer = readonly (number | null)[];

/** A snapshot of all arms after `step` optimizer steps; step 0 is the state at initialisation. */
export interface PublicMeasurement {
  /** Grows with every new start: a measurement of an older run is stale. */
  readonly run: number;
  readonly step: number;
  /** What really ran, e.g. `fused`, `apple m3`. */
  readonly engine: string;
  readonly adapter: string;
  readonly arms: readonly PublicArm[];
}

export interface PublicArm extends LayerKind {
  readonly activation: string;
  readonly init: string;
  /** C_W of each layer, [L]. */
  readonly cw: readonly number[];
  readonly cb: number;
  readonly k1: number;
  readonly status: 'ready' | 'training' | 'diverged' | 'finished';
  readonly failure: { readonly kind: 'overflow' | 'loss'; readonly layer: number | null; readonly step: number } | null;
  readonly learned: boolean;
  readonly baseline: number;
  readonly loss: number | null;
  readonly lossSpread: number | null;
  readonly metrics: Readonly<Record<string, number>>;
  readonly variance: PerLayer;
  readonly spread: PerLayer | null;
  readonly replicasFinite: number;
  readonly replicasVanished: number;
  readonly gradient: PerLayer;
  /** [L] each, at initialisation; null beyond float64. */
  readonly theory: {
    /** Batch mean of K_l; null beyond float64, where its logarithm still stands. */
    readonly variance: PerLayer;
    readonly varianceLog10: PerLayer;
    /** Standard deviation of the layer's variance over initialisations, for the input of mean size, at leading order in 1/width. */
    readonly band: PerLayer;
    /** The same of the batch mean, which `variance` predicts and `spread` measures; null where leading order fails. */
    readonly bandOfMean: PerLayer;
    /** For the input of mean size. */
    readonly chiParallel: PerLayer;
    readonly chiPerp: PerLayer;
  };
}
