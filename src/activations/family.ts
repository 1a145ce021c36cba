import type { Activation, ActivationFamily } from './activation.ts';

/** A family of one: an activation without a parameter. */
export function single(activation: Activation): ActivationFamily {
  return {
    name: activation.family,
    label: activation.label,
    parameter: null,
    create(parameter) {
      if (parameter !== null) throw new RangeError(`${activation.family} takes no parameter, not ${parameter}.`);
      return activation;
    },
  };
}

/** A family with one parameter, checked against its range before `make` sees it. */
export function parametric(
  name: string,
  label: string,
  parameter: NonNullable<ActivationFamily['parameter']>,
  make: (value: number) => Activation,
): ActivationFamily {
  const { min, max, integer } = parameter;
  return {
    name,
    label,
    parameter,
    create(value) {
      if (value === null || !(value >= min && value <= max) || (integer && !Number.isInteger(value))) {
        const allowed = `${integer ? 'a whole number' : 'a number'} from ${min} to ${max}, e.g. ${name}.${parameter.default}`;
        const given = value === null ? 'none was given' : `not ${value}`;
        throw new RangeError(`${name} needs a parameter, ${parameter.label}: ${allowed}; ${given}.`);
      }
      return make(value);
    },
  };
}
