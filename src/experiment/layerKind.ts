/** How an arm's layers are made beside activation and initialisation, as an arm holds it: all by the fields of theory/layer.ts. */
import { activation } from '../activations/catalogue.ts';
import { task } from '../tasks/catalogue.ts';
import { slopeWeight } from '../tasks/line.ts';
import { LAYER_FIELDS, LAYER_KEYS, type LayerKind, PLAIN } from '../theory/layer.ts';
import { type Codec, choiceCodec, numberCodec } from './codec.ts';
import type { Arm, GivenKind, TaskChoice } from './experiment.ts';

/** The text of each field's value. */
export const KIND_CODECS = Object.fromEntries(
  LAYER_KEYS.map((key) => {
    const field = LAYER_FIELDS[key];
    return [key, 'words' in field ? choiceCodec(Object.keys(field.words)) : numberCodec({ ...field, integer: false })];
  }),
) as unknown as { readonly [Key in keyof LayerKind]: Codec<LayerKind[Key]> };

/** An arm's kind of layer, defaults filled in. */
export const kindOf = (given: GivenKind): LayerKind =>
  Object.fromEntries(LAYER_KEYS.map((key) => [key, given[key] ?? PLAIN[key]])) as unknown as LayerKind;

/** What is not as in a plain layer, as text: by key and as `write` has it. */
export const writtenKind = (given: GivenKind): readonly (readonly [key: keyof LayerKind, text: string])[] => {
  const kind = kindOf(given);
  const write = <Key extends keyof LayerKind>(key: Key) => KIND_CODECS[key].write(kind[key]);
  return notPlain(kind).map((key) => [key, write(key)] as const);
};

const notPlain = (kind: LayerKind): readonly (keyof LayerKind)[] =>
  LAYER_KEYS.filter((key) => kind[key] !== PLAIN[key]);

/** What is not as in a plain layer, as short as beside a curve: `skip`, `skip 0.5`, `RMS`, `LN`, `orthogonal`. */
export function layerKindWords(given: GivenKind): readonly string[] {
  const kind = kindOf(given);
  return notPlain(kind).map((key) => {
    const field = LAYER_FIELDS[key];
    return 'words' in field
      ? (field.words as Readonly<Record<string, string>>)[kind[key]]!
      : field.word(kind[key] as number);
  });
}

/** `RePU(2) + skip`: the activation, and what is not plain of the layers. */
export const armLabel = (arm: Arm): string => [activation(arm.activation).label, ...layerKindWords(arm)].join(' + ');

/** The fields of an arm for it: what is a default is left out, so that an arm without it is the same arm as ever. */
export const layerKind = (kind: LayerKind): GivenKind =>
  Object.fromEntries(notPlain(kind).map((key) => [key, kind[key]])) as GivenKind;

/** The arm with some of that changed. */
export function withKind(arm: Arm, change: Partial<LayerKind>): Arm {
  const rest = Object.entries(arm).filter(([key]) => !(key in PLAIN));
  return { ...(Object.fromEntries(rest) as unknown as Arm), ...layerKind({ ...kindOf(arm), ...change }) };
}

/** Which derivatives by the inputs, none of which is carried through a normalisation, the loss asks for; null: none. */
export function neededDerivatives({ name, settings }: TaskChoice): string | null {
  if (task(name).derivatives > 0) return 'an equation’s derivatives';
  return slopeWeight(settings) > 0 ? 'slopes' : null;
}

export const takesNorm = (choice: TaskChoice): boolean => neededDerivatives(choice) === null;

/** The arm without a normalisation where the task takes none. */
export const withoutIdleNorm = (arm: Arm, choice: TaskChoice): Arm =>
  kindOf(arm).norm === 'none' || takesNorm(choice) ? arm : withKind(arm, { norm: 'none' });
