/** The Web Worker: the only place where TensorFlow.js is loaded. */
import { expose } from 'comlink';
import { provideFormulas } from '../activations/formulas.ts';
import { typedFormulas } from '../activations/typedFormulas.ts';
import { prepareEngine } from './choose.ts';
import { Runner } from './runner.ts';

provideFormulas(typedFormulas);
expose(new Runner(prepareEngine));
