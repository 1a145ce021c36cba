/** The networks of layers.json, for the tests. */
import { activation } from '../activations/catalogue.ts';
import { type Layer, type LayerKind, stacked } from './layer.ts';
import type reference from './layers.json';

export type ReferenceCase = (typeof reference.cases)[number];

/** A network of so many hidden layers, all as in the case. */
export function networkOf(c: ReferenceCase, hidden: number): readonly Layer[] {
  const kind = { skip: c.gamma, norm: c.norm, weights: c.init } as LayerKind;
  const sigma = activation(c.activation);
  // What the weights and biases add is α times theirs, but for the first and the last layer.
  const a2 = c.alpha ** 2;
  return stacked({ activation: sigma, cw: a2 * c.CW, cb: a2 * c.Cb, ...kind }, hidden + 1).map((layer, l) =>
    l === 0 || l === hidden ? { ...layer, cw: c.CW, cb: c.Cb } : layer,
  );
}

export const nameOf = (c: ReferenceCase): string =>
  [c.activation, `γ ${c.gamma}`, `α ${c.alpha}`, c.norm, c.init, `C_W ${c.CW}`, `C_b ${c.Cb}`, `K_1 ${c.K1}`].join(
    ', ',
  );
