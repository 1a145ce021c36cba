import type { Activation } from '../../../activations/activation.ts';
import { activation as activationOf } from '../../../activations/catalogue.ts';
import { pythonNumber } from './python.ts';

/** σ(z) as an expression of PyTorch that can be differentiated three times wherever σ can. */
type Expression = (parameter: string) => string;

/** By family; a test compares its names with the catalogue's. */
export const EXPRESSIONS: Readonly<Record<string, Expression>> = {
  repu: (power) => `torch.relu(z) ** ${power}`,
  mrepu: (power) => `z * torch.relu(z + 1) ** ${power}`,
  relu: () => 'torch.relu(z)',
  'leaky-relu': (slope) => `F.leaky_relu(z, ${slope})`,
  tanh: () => 'torch.tanh(z)',
  sin: () => 'torch.sin(z)',
  erf: () => 'torch.erf(z)',
  sigmoid: () => 'torch.sigmoid(z)',
  softplus: () => 'F.softplus(z)',
  gelu: () => 'F.gelu(z)',
  silu: () => 'F.silu(z)',
  elu: () => 'F.elu(z)',
  linear: () => 'z',
};

/** σ as a Python function. Throws RangeError for an activation that has no expression here. */
export function pythonActivation(id: string): string {
  const { family, parameter }: Activation = activationOf(id);
  const expression = EXPRESSIONS[family];
  if (expression === undefined) throw new RangeError(`There is no PyTorch expression for the activation “${id}”.`);
  return `lambda z: ${expression(parameter === null ? '' : pythonNumber(parameter))}`;
}
