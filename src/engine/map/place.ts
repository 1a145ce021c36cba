/** Where the networks of a map are trained: on the page's cores, or many side by side on a graphics card. */
import type { EngineChoice } from '../../experiment/experiment.ts';
import { probeWebGPU, type WebGPUOffer } from '../probe.ts';

export interface CellsPlace {
  /** What the workers are asked for. */
  readonly engine: EngineChoice;
  /** Null: every core has a worker of its own. A card is one place: one worker hands it all. */
  readonly card: 'hardware' | 'software' | null;
}

/**
 * A card where the experiment asks for our kernels on one, or leaves the choice and there is a real one: a software adapter is
 * slower than WebAssembly. Where one is asked for and none is there, the workers say so and take WebAssembly.
 */
export function placeOfCells(choice: EngineChoice, probe = probeHere): CellsPlace | Promise<CellsPlace> {
  if (choice === 'tfjs-wasm' || choice === 'tfjs-cpu') return { engine: choice, card: null };
  const asked = choice === 'auto' || choice === 'fused' ? probe() : null;
  return asked === null ? onCores(choice) : asked.then(({ kind }) => placeAt(choice, kind));
}

type Offer = Pick<WebGPUOffer, 'kind'>;

/** Null where there is nothing to ask. */
const probeHere = (): Promise<Offer> | null => (globalThis.navigator?.gpu ? probeWebGPU() : null);

function placeAt(choice: EngineChoice, kind: Offer['kind']): CellsPlace {
  if (kind === 'none' || (kind === 'software' && choice !== 'fused')) return onCores(choice);
  return { engine: 'fused', card: kind };
}

const onCores = (choice: EngineChoice): CellsPlace => ({
  engine: choice === 'fused' ? 'fused' : 'fused-wasm',
  card: null,
});
