import type { Activation } from '../../../activations/activation.ts';
import { activation as activationOf } from '../../../activations/catalogue.ts';
import { power, pythonNumber } from './python.ts';

/** σ as a function of PyTorch that can be differentiated three times wherever σ can. */
type PythonFunction = (parameter: number) => string;

const RELU = 'torch.relu';
const IDENTITY = 'lambda z: z';

function leakyRelu(slope: number): string {
  if (slope === 0) return RELU;
  return slope === 1 ? IDENTITY : `lambda z: F.leaky_relu(z, ${pythonNumber(slope)})`;
}

/** By family; a test compares its names with the catalogue's. */
export const FUNCTIONS: Readonly<Record<string, PythonFunction>> = {
  repu: (p) => (p === 1 ? RELU : `lambda z: ${power('torch.relu(z)', p)}`),
  mrepu: (p) => `lambda z: z * ${power('torch.relu(z + 1)', p)}`,
  relu: () => RELU,
  'leaky-relu': leakyRelu,
  tanh: () => 'torch.tanh',
  sin: () => 'torch.sin',
  erf: () => 'torch.erf',
  sigmoid: () => 'torch.sigmoid',
  softplus: () => 'F.softplus',
  gelu: () => 'F.gelu',
  silu: () => 'F.silu',
  elu: () => 'F.elu',
  linear: () => IDENTITY,
};

/** σ as a Python function. Throws RangeError for an activation that has none here. */
export function pythonActivation(id: string): string {
  const { family, parameter }: Activation = activationOf(id);
  const written = FUNCTIONS[family];
  if (written === undefined) throw new RangeError(`There is no PyTorch function for the activation “${id}”.`);
  return written(parameter ?? Number.NaN);
}
