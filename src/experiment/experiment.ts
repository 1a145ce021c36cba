/** The experiment: one plain value that describes a run completely. */
import type { Letter } from '../activations/formulas.ts';
import type { LayerKind } from '../theory/layer.ts';
import type { MapAxis } from './map/map.ts';

export const INITS = ['critical', 'best', 'he', 'lecun', 'xavier', 'custom', 'exact'] as const;
export type InitName = (typeof INITS)[number];

export const OPTIMIZERS = ['sgd', 'momentum', 'adam'] as const;
export type OptimizerName = (typeof OPTIMIZERS)[number];

/** `auto` chooses; the others force one engine. */
export const ENGINES = ['auto', 'fused', 'fused-wasm', 'tfjs-webgpu', 'tfjs-wasm', 'tfjs-cpu'] as const;
export type EngineChoice = (typeof ENGINES)[number];

/** From where to where a slider goes. */
export type Range = readonly [min: number, max: number];

/** One competitor. */
/** How an arm's layers are made, where they are not plain (theory/layer.ts). */
export type GivenKind = { readonly [Key in keyof LayerKind]?: LayerKind[Key] | undefined };

export interface Arm extends GivenKind {
  /** Permalink id of the activation, e.g. `repu.2`, or `formula.a-z-mul-tanh_a.0.5` (activations/typedId.ts). */
  readonly activation: string;
  /** Of the sliders of a typed formula's letters, where they are not LETTER_RANGE; nothing else depends on them. */
  readonly ranges?: Readonly<Partial<Record<Letter, Range>>> | undefined;
  readonly init: InitName;
  /** C_W and C_b, given with `init: 'custom'` only, else null. */
  readonly cw: number | null;
  readonly cb: number | null;
  /** Batch mean of K_1 to which the inputs are scaled; null: the initialisation's own choice. */
  readonly k1: number | null;
  /** In place of the experiment's, where many arms are one plane of a map; no part of the permalink. */
  readonly learningRate?: number | undefined;
  /** A look that it keeps from before other arms changed, see app/armSlots.ts; no part of the permalink. */
  readonly slot?: number;
}

export interface TaskChoice {
  /** A name from the task catalogue. */
  readonly name: string;
  /** Value of every key that the task names, defaults filled in. */
  readonly settings: Readonly<Record<string, number | string>>;
}

export interface Experiment {
  /** 1–4 arms in display order. */
  readonly arms: readonly Arm[];
  readonly task: TaskChoice;
  /** Weight layers L, 2–64: preactivations z_1 … z_L. */
  readonly depth: number;
  /** Hidden neurons n, 4–512. */
  readonly width: number;
  /** Points per step. */
  readonly batch: 'full' | number;
  /** What `batch` was before the task set it, to go back to with the next task; no part of the permalink. */
  readonly batchBefore?: 'full' | number;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  /** uint32; weights of replica r use seed + r (mod 2³²), data and batches use seed. */
  readonly seed: number;
  readonly replicas: number;
  /** Stop after so many optimizer steps; 0: never. */
  readonly steps: number;
  readonly engine: EngineChoice;
}

/** `embed`: no page around it; `talk`: for a projector. */
export const VIEWS = ['full', 'embed', 'talk'] as const;
export type ViewName = (typeof VIEWS)[number];

/** Panels that a view can show. */
export const PANELS = [
  'variance',
  'loss',
  'fit',
  'metric',
  'gradient',
  'susceptibility',
  'kernel',
  'criticality',
  'phase',
  'history',
  'map',
  'distribution',
  'correlation',
  'tangent',
] as const;
export type PanelName = (typeof PANELS)[number];

/** Sliders for the strip of the view `talk`: numbers of the experiment by their keys, and each arm's input scale. */
export const STRIP_SLIDERS = [
  'depth',
  'width',
  'k1',
  'k1.2',
  'k1.3',
  'k1.4',
  'lr',
  'steps',
  'seed',
  'replicas',
] as const;
export type StripSlider = (typeof STRIP_SLIDERS)[number];
/** So many of them have room beside each other. */
export const STRIP_MOST = 2;

/** Controls that are offered in the view `embed`. */
export const CONTROLS = ['none', 'play', 'all'] as const;
export type ControlsName = (typeof CONTROLS)[number];

/** Vertical axis of the main chart: `fate` shows both ends of float32 and what lives between, `log` is the plain logarithm. */
export const SCALES = ['fate', 'log'] as const;
export type ScaleName = (typeof SCALES)[number];

/** What the permalink holds beside the experiment: how it is shown. Changing it restarts nothing. */
export interface Display {
  /** Start training on load. */
  readonly play: boolean;
  readonly theme: 'auto' | 'light' | 'dark';
  readonly view: ViewName;
  /** Step of the story that is told, from 1 on, whatever the view; null: none. */
  readonly story: number | null;
  /** Panels in the views `embed` and `talk` and in the story, in order; null: the view's own choice. */
  readonly panels: readonly PanelName[] | null;
  readonly controls: ControlsName;
  readonly scale: ScaleName;
  /** Of what was learnt by regression, which derivative by the first input the picture shows; 0: none. */
  readonly derivative: number;
  /** Sliders in the strip of the view `talk`; null: the strip is closed. */
  readonly strip: readonly StripSlider[] | null;
  /** Axes of the map; null: by the experiment (map/plan.ts). */
  readonly mapx: MapAxis | null;
  readonly mapy: MapAxis | null;
  /** Steps that each of its networks is trained. */
  readonly mapsteps: number;
}
