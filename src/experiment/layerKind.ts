/** How an arm's layers are made beside activation and initialisation, as an arm holds it. */
import { activation } from '../activations/catalogue.ts';
import { task } from '../tasks/catalogue.ts';
import { type LayerKind, type NormName, PLAIN } from '../theory/layer.ts';
import type { Arm, TaskChoice } from './experiment.ts';

/** An arm's kind of layer, defaults filled in. */
export const kindOf = ({ skip, norm, weights }: Pick<Arm, keyof LayerKind>): LayerKind => ({
  skip: skip ?? PLAIN.skip,
  norm: norm ?? PLAIN.norm,
  weights: weights ?? PLAIN.weights,
});

const NORM_WORDS: Readonly<Record<NormName, string>> = { none: '', rms: 'RMS', layer: 'LN' };

/** What is not as in a plain layer, as short as beside a curve: `skip`, `skip 0.5`, `RMS`, `LN`, `orthogonal`. */
export function layerKindWords(arm: Pick<Arm, keyof LayerKind>): readonly string[] {
  const { skip, norm, weights } = kindOf(arm);
  return [
    ...(skip === 0 ? [] : [skip === 1 ? 'skip' : `skip ${Number(skip.toPrecision(3))}`]),
    ...(norm === 'none' ? [] : [NORM_WORDS[norm]]),
    ...(weights === 'gaussian' ? [] : [weights]),
  ];
}

/** `RePU(2) + skip`: the activation, and what is not plain of the layers. */
export const armLabel = (arm: Arm): string => [activation(arm.activation).label, ...layerKindWords(arm)].join(' + ');

/** The fields of an arm for it: what is a default is left out, so that an arm without it is the same arm as ever. */
export function layerKind(kind: LayerKind): Pick<Arm, keyof LayerKind> {
  return Object.fromEntries(Object.entries(kind).filter(([key, value]) => value !== PLAIN[key as keyof LayerKind]));
}

/** Derivatives by the inputs, which an equation asks for, are not carried through a normalisation. */
export const takesNorm = ({ name }: TaskChoice): boolean => task(name).derivatives === 0;

/** The arm as it can be trained on that task. */
export const trainable = (arm: Arm, choice: TaskChoice): Arm =>
  kindOf(arm).norm === 'none' || takesNorm(choice) ? arm : plainNorm(arm);

function plainNorm({ norm: _, ...arm }: Arm): Arm {
  return arm;
}
