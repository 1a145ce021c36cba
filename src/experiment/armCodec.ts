import type { ActivationFamily } from '../activations/activation.ts';
import { FAMILIES } from '../activations/catalogue.ts';
import { LAYER_KEYS, PLAIN } from '../theory/layer.ts';
import { choiceCodec, describeLimits, numberCodec, readNumber, within, writeNumber } from './codec.ts';
import type { Trainable } from './exact.ts';
import { type Arm, INITS } from './experiment.ts';
import { FORMULA_OPTIONS, type FormulaReading, readFormula, writeRanges } from './formulaCodec.ts';
import { KIND_CODECS, layerKind, writtenKind } from './layerKind.ts';
import { ARM_LIMITS } from './limits.ts';
import { biasVariance } from './setup.ts';

/** What the text of an arm means. */
export interface ArmReading {
  /** The arm with every part that can be used; null where not even the activation can. */
  readonly arm: Arm | null;
  /** For every part that cannot be used: what is allowed there, as a clause. */
  readonly problems: readonly string[];
}

const CODECS = {
  init: choiceCodec(INITS),
  cw: numberCodec(ARM_LIMITS.cw),
  cb: numberCodec(ARM_LIMITS.cb),
  k1: numberCodec(ARM_LIMITS.k1),
  ...KIND_CODECS,
};
type Option = keyof typeof CODECS;

const OPTION = new RegExp(`^(${[...Object.keys(CODECS), ...FORMULA_OPTIONS].join('|')})[.=](.*)$`, 's');

/**
 * Reads `repu.2_init.he_k1.0.5`, and what a person may type for it, `repu(2);init=he;k1=0.5`. Never throws.
 * @param depth weight layers L, on which a critical initialisation, and with it the least `k1`, may depend.
 */
export function readArm(text: string, depth: number): ArmReading {
  const [name = '', ...parts] = text.split(/[_;]/);
  const { options, problems } = splitOptions(parts);
  const chosen = readFormula(name, options) ?? readActivation(name, options);
  if ('problem' in chosen) return { arm: null, problems: [chosen.problem] };
  const { problems: more, ...activation } = chosen;
  problems.push(...more);

  function option<Name extends Option>(key: Name): ReturnType<(typeof CODECS)[Name]['read']> | null {
    const written = options.get(key);
    if (written === undefined) return null;
    const value = CODECS[key].read(written);
    if (value === null) problems.push(`${key} is ${CODECS[key].allowed}`);
    return value as ReturnType<(typeof CODECS)[Name]['read']>;
  }
  function customOption(key: 'cw' | 'cb', custom: boolean): number | null {
    if (custom) return option(key) ?? ARM_LIMITS[key].default;
    if (options.has(key)) problems.push(`${key} goes with init.custom only`);
    return null;
  }

  const init = option('init') ?? 'critical';
  const arm: Arm = {
    ...activation,
    init,
    cw: customOption('cw', init === 'custom'),
    cb: customOption('cb', init === 'custom'),
    k1: option('k1'),
    ...layerKind({ ...PLAIN, ...Object.fromEntries(LAYER_KEYS.map((key) => [key, option(key) ?? PLAIN[key]])) }),
  };
  const settled = withPossibleScale(arm, depth);
  return { arm: settled.arm, problems: [...problems, ...settled.problems] };
}

/** The arm as it is, or at the initialisation's own input scale where its `k1` does not exceed C_b, which a clause then says. */
export function withPossibleScale(arm: Arm, depth: number): Trainable {
  if (arm.k1 === null) return { arm, problems: [] };
  const cb = biasVariance(arm, depth);
  if (arm.k1 > cb) return { arm, problems: [] };
  return { arm: { ...arm, k1: null }, problems: [`k1 is greater than C_b, which is ${writeNumber(cb)}`] };
}

/** The canonical text of an arm, defaults left out. */
export function writeArm(arm: Arm): string {
  const { activation, ranges, init, cw, cb, k1 } = arm;
  const parts = [activation];
  if (init !== 'critical') parts.push(`init.${init}`);
  if (cw !== null && cw !== ARM_LIMITS.cw.default) parts.push(`cw.${writeNumber(cw)}`);
  if (cb !== null && cb !== ARM_LIMITS.cb.default) parts.push(`cb.${writeNumber(cb)}`);
  if (k1 !== null) parts.push(`k1.${writeNumber(k1)}`);
  parts.push(...writtenKind(arm).map(([key, text]) => `${key}.${text}`));
  return [...parts, ...writeRanges(ranges)].join('_');
}

function splitOptions(parts: readonly string[]): { options: Map<string, string>; problems: string[] } {
  const options = new Map<string, string>();
  const problems: string[] = [];
  for (const part of parts) {
    const [, key, value] = OPTION.exec(part) ?? [];
    if (key === undefined || value === undefined) {
      problems.push(`an activation is followed by ${Object.keys(CODECS).join(', ')}, each with its value`);
    } else if (options.has(key)) {
      problems.push(`${key} may be given once, and the first counts`);
    } else {
      options.set(key, value);
    }
  }
  return { options, problems };
}

/** An activation of the catalogue from `repu.2` or `repu(2)`, or what is allowed instead. */
function readActivation(text: string, options: ReadonlyMap<string, string>): FormulaReading {
  const [, name, parameterText] = /^([^.]*)(?:\.(.*))?$/s.exec(text.replace(/\((.*)\)$/s, '.$1')) ?? [];
  const family = FAMILIES.find((candidate) => candidate.name === name);
  if (family === undefined) {
    return { problem: `an activation is one of ${FAMILIES.map(example).join(', ')}, or formula: and one of your own` };
  }
  if ((family.parameter === null) !== (parameterText === undefined)) return { problem: describeParameter(family) };
  const parameter = family.parameter && readNumber(parameterText ?? '');
  if (family.parameter && (parameter === null || !within(family.parameter, parameter))) {
    return { problem: describeParameter(family) };
  }
  const stray = FORMULA_OPTIONS.filter((option) => options.has(option));
  return { activation: family.create(parameter).id, problems: stray.map((key) => `${key} goes with a typed formula`) };
}

/** What goes after the family's name, as a clause. */
function describeParameter(family: ActivationFamily): string {
  if (family.parameter === null) return `${family.name} takes no parameter`;
  return `${family.name} takes ${describeLimits(family.parameter)}, as in ${example(family)}`;
}

const example = (family: ActivationFamily): string => family.create(family.parameter?.default ?? null).id;
