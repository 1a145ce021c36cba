import type { Activation, ActivationFamily } from './activation.ts';
import { atan } from './atan.ts';
import { elu } from './elu.ts';
import { erf } from './erf.ts';
import { formulaReader, isFormula } from './formulas.ts';
import { gaussian } from './gaussian.ts';
import { gelu } from './gelu.ts';
import { hardSwish } from './hardSwish.ts';
import { leakyRelu, reluFamily } from './leakyRelu.ts';
import { linear } from './linear.ts';
import { mish } from './mish.ts';
import { mrepu } from './mrepu.ts';
import { repu } from './repu.ts';
import { selu } from './selu.ts';
import { shiftedMrepu } from './shiftedMrepu.ts';
import { sigmoid } from './sigmoid.ts';
import { silu } from './silu.ts';
import { sin } from './sin.ts';
import { snake } from './snake.ts';
import { softplus } from './softplus.ts';
import { softsign } from './softsign.ts';
import { squareplus } from './squareplus.ts';
import { step } from './step.ts';
import { swish } from './swish.ts';
import { tanh } from './tanh.ts';

/** Every family in display order, the paper's first. Adding one is one file and one line here. */
export const FAMILIES: readonly ActivationFamily[] = [
  repu,
  mrepu,
  reluFamily,
  leakyRelu,
  tanh,
  sin,
  erf,
  sigmoid,
  softplus,
  gelu,
  silu,
  elu,
  linear,
  shiftedMrepu,
  swish,
  mish,
  hardSwish,
  selu,
  squareplus,
  atan,
  softsign,
  snake,
  gaussian,
  step,
];

/**
 * The activation with that id, e.g. `tanh`, `repu.2` or `repu(2)`; its own id is canonical (`leaky-relu.0.10` → `leaky-relu.0.1`).
 * A typed formula has an id of its own (typedId.ts). Throws RangeError with a sentence that names what was given and what is
 * allowed.
 */
export function activation(id: string): Activation {
  const known = cache.get(id);
  if (known !== undefined) return known;
  if (isFormula(id)) {
    const reader = formulaReader();
    if (reader === null) throw new RangeError(`Typed formulas are not loaded, and “${id}” is one.`);
    return reader.activation(id);
  }
  const [, name = '', dotted, bracketed] = /^([a-z-]+)(?:\.(.*)|\((.*)\))?$/.exec(id) ?? [];
  const family = FAMILIES.find((f) => f.name === name);
  if (family === undefined) throw new RangeError(`There is no activation “${id}”; allowed are ${allowed()}.`);
  const created = family.create(parameterOf(dotted ?? bracketed, family));
  const shared = cache.get(created.id) ?? created;
  cache.set(shared.id, shared);
  return shared;
}

/** By canonical id, so that what is derived from an activation can be kept with it. */
const cache = new Map<string, Activation>();

const NUMBER = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function parameterOf(text: string | undefined, family: ActivationFamily): number | null {
  if (text === undefined) return null;
  if (NUMBER.test(text)) return Number(text);
  const hint = family.parameter === null ? `${family.name} takes none` : range(family);
  throw new RangeError(`“${text}” is not a parameter of ${family.name}; allowed: ${hint}.`);
}

function allowed(): string {
  return FAMILIES.map((f) => (f.parameter === null ? f.name : range(f))).join(', ');
}

function range(family: ActivationFamily): string {
  if (family.parameter === null) return family.name;
  return `${family.name}.${family.parameter.min} to ${family.name}.${family.parameter.max}`;
}
