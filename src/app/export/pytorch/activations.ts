import { activation } from '../../../activations/catalogue.ts';
import { pythonFunction } from '../../../formula/print/python.ts';

/** σ as a Python function. */
export const pythonActivation = (id: string): string => pythonFunction(activation(id).formula);
