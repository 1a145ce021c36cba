/** The Web Worker: the only place where TensorFlow.js is loaded. */
import { expose } from 'comlink';
import { provideFormulas } from '../activations/formulas.ts';
import { typedFormulas } from '../activations/typedFormulas.ts';
import { prepareEngine } from './choose.ts';
import { onAllCores } from './pool/choice.ts';
import { Runner } from './runner.ts';

provideFormulas(typedFormulas);
/** This very script, once more. */
const createWorker = () => new Worker(self.location.href, { type: 'module', name: 'repu-lab part' });
expose(new Runner(onAllCores(prepareEngine, { createWorker }), prepareEngine));
