/** Formulas that people type, as graphs, for the tests of this folder and of what is built on it. */

import type { Expression } from './graph.ts';
import * as f from './graph.ts';

const { z, constant: c } = f;
const square = (x: Expression) => f.power(x, 2);
const half = (x: Expression) => f.div(x, c(2));

export const TYPED: Readonly<Record<string, Expression>> = {
  'max(0, z)^2': square(f.max(c(0), z)),
  'z * max(0, z + 1)^2': f.mul(z, square(f.max(c(0), f.add(z, c(1))))),
  'z * tanh(softplus(z))': f.mul(z, f.tanh(f.softplus(z))),
  'z * sigmoid(2 * z)': f.mul(z, f.sigmoid(f.mul(c(2), z))),
  'z / (1 + abs(z))': f.div(z, f.add(c(1), f.abs(z))),
  'exp(-z^2)': f.exp(f.neg(square(z))),
  'atan(z)': f.atan(z),
  'z + sin(z)^2': f.add(z, square(f.sin(z))),
  '(z + sqrt(z^2 + 4)) / 2': half(f.add(z, f.sqrt(f.add(square(z), c(4))))),
  'min(max(0, z), 6)': f.min(f.max(c(0), z), c(6)),
  'z * Phi(z)': f.mul(z, f.Phi(z)),
  'z / 2 * (1 + erf(z / sqrt(2)))': f.mul(half(z), f.add(c(1), f.erf(f.div(z, f.sqrt(c(2)))))),
  'z / (1 + exp(-z))': f.div(z, f.add(c(1), f.exp(f.neg(z)))),
  'log(1 + exp(z))': f.log(f.add(c(1), f.exp(z))),
  'z^2 * exp(-z^2)': f.mul(square(z), f.exp(f.neg(square(z)))),
  'where(z > 0, z, 0.1 * z)': f.where(f.greater(z, c(0)), z, f.mul(c(0.1), z)),
  'where(z < 0, exp(z) - 1, z)': f.where(f.less(z, c(0)), f.sub(f.exp(z), c(1)), z),
  'z * min(max(z / 6 + 0.5, 0), 1)': f.mul(z, f.min(f.max(f.add(f.div(z, c(6)), c(0.5)), c(0)), c(1))),
  'z / sqrt(1 + z^2)': f.div(z, f.sqrt(f.add(c(1), square(z)))),
  'sin(z) * exp(-abs(z))': f.mul(f.sin(z), f.exp(f.neg(f.abs(z)))),
  'max(0, z)^1.5': f.pow(f.max(c(0), z), c(1.5)),
  'max(0, z)^7': f.power(f.max(c(0), z), 7),
  'log(1 + z^2)': f.log(f.add(c(1), square(z))),
  'tanh(2 * z) + 0.1 * z': f.add(f.tanh(f.mul(c(2), z)), f.mul(c(0.1), z)),
  'sign(z) * log(1 + abs(z))': f.mul(f.sign(z), f.log(f.add(c(1), f.abs(z)))),
  'z > 0.5': f.greater(z, c(0.5)),
  '(exp(z) - exp(-z)) / (exp(z) + exp(-z))': f.div(f.sub(f.exp(z), f.exp(f.neg(z))), f.add(f.exp(z), f.exp(f.neg(z)))),
  'z * exp(z) / (1 + exp(z))': f.div(f.mul(z, f.exp(z)), f.add(c(1), f.exp(z))),
  'atan(z) * phi(z)': f.mul(f.atan(z), f.phi(z)),
  'tan(tanh(z) / 4)': f.tan(f.div(f.tanh(z), c(4))),
};
