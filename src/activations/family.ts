import { derivativeOf } from '../formula/derivative.ts';
import { type Evaluation, evaluated, evaluatedTogether } from '../formula/evaluate.ts';
import type { Expression } from '../formula/graph.ts';
import { type Growth, growthOf } from '../formula/growth.ts';
import { type Kinks, kinksOf } from '../formula/kinks.ts';
import type { Activation, ActivationFamily, RealFunction } from './activation.ts';

/** What is said of an activation; all else follows from its formula. */
export type Definition = Pick<Activation, 'id' | 'family' | 'parameter' | 'label' | 'formula' | 'closedMoments'>;

/** The whole activation. What is costly is found when it is first asked for. */
export const defined = (definition: Definition, evaluation = plain(definition.formula)): Activation =>
  new Defined(definition, evaluation);

/**
 * A class, since getters of an object literal give each object a layout of its own: theory's loops were compiled anew for
 * every value of a formula's letter.
 */
class Defined implements Activation {
  readonly id: string;
  readonly family: string;
  readonly parameter: number | null;
  readonly label: string;
  readonly formula: Expression;
  readonly closedMoments: Activation['closedMoments'];
  readonly #evaluation: Evaluation;
  #derivatives: Activation['derivatives'] | null = null;
  #together: Activation['together'] | null = null;
  #kinks: Kinks | null = null;
  #growth: Growth | null = null;

  constructor({ id, family, parameter, label, formula, closedMoments }: Definition, evaluation: Evaluation) {
    this.id = id;
    this.family = family;
    this.parameter = parameter;
    this.label = label;
    this.formula = formula;
    this.closedMoments = closedMoments;
    this.#evaluation = evaluation;
  }

  get derivatives(): Activation['derivatives'] {
    this.#derivatives ??= derivativesOf(this.#evaluation);
    return this.#derivatives;
  }

  get together(): Activation['together'] {
    this.#together ??= this.#evaluation.together();
    return this.#together;
  }

  get kinks(): readonly number[] {
    return this.#edges.kinks;
  }

  get smoothness(): number {
    return this.#edges.smoothness;
  }

  get growth(): Growth {
    this.#growth ??= growthOf(this.formula, this.derivatives[0], this.kinks);
    return this.#growth;
  }

  get #edges(): Kinks {
    this.#kinks ??= kinksOf(this.formula);
    return this.#kinks;
  }
}

/** As the formula stands. */
const plain = (formula: Expression): Evaluation => ({
  order: (order) => evaluated(derivativeOf(formula, order)),
  together: () => evaluatedTogether([0, 1, 2].map((order) => derivativeOf(formula, order))),
});

/** σ to σ‴; each is evaluated when it is first called, since σ‴ serves equations alone. */
function derivativesOf(evaluation: Evaluation): Activation['derivatives'] {
  const order = (k: number): RealFunction => {
    let run: RealFunction | undefined;
    return (z) => {
      run ??= evaluation.order(k);
      return run(z);
    };
  };
  return [order(0), order(1), order(2), order(3)];
}

/** What need not be said of a family. */
interface More<Closed> {
  /** The family whose colour it has, if it has none of its own. */
  readonly hue?: string;
  readonly closedMoments?: Closed;
}

/** A family of one: an activation without a parameter. */
export function single(
  name: string,
  label: string,
  formula: Expression,
  { hue = name, closedMoments }: More<Activation['closedMoments']> = {},
): ActivationFamily {
  const activation = defined({
    id: name,
    family: name,
    parameter: null,
    label,
    formula,
    ...(closedMoments && { closedMoments }),
  });
  return {
    name,
    label,
    hue,
    parameter: null,
    create(parameter) {
      if (parameter !== null) throw new RangeError(`${name} takes no parameter, not ${parameter}.`);
      return activation;
    },
  };
}

/** A family with one parameter, checked against its range before the formula sees it. */
export function parametric(
  name: string,
  label: string,
  parameter: NonNullable<ActivationFamily['parameter']>,
  formula: (value: number) => Expression,
  { hue = name, closedMoments }: More<(value: number) => NonNullable<Activation['closedMoments']>> = {},
): ActivationFamily {
  const { min, max, integer } = parameter;
  return {
    name,
    label,
    hue,
    parameter,
    create(value) {
      if (value === null || !(value >= min && value <= max) || (integer && !Number.isInteger(value))) {
        const allowed = `${integer ? 'a whole number' : 'a number'} from ${min} to ${max}, e.g. ${name}.${parameter.default}`;
        const given = value === null ? 'none was given' : `not ${value}`;
        throw new RangeError(`${name} needs a parameter, ${parameter.label}: ${allowed}; ${given}.`);
      }
      return defined({
        id: `${name}.${value}`,
        family: name,
        parameter: value,
        label: `${label}(${value})`,
        formula: formula(value),
        ...(closedMoments && { closedMoments: closedMoments(value) }),
      });
    },
  };
}
