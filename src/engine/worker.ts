/** The Web Worker: the only place where TensorFlow.js is loaded. */
import { expose } from 'comlink';
import { prepareEngine } from './choose.ts';
import { Runner } from './runner.ts';

expose(new Runner(prepareEngine));
