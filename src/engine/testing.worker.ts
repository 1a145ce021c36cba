/** For the tests: the worker that dies of an error which nobody catches, once it is told to. */
import './worker.ts';

addEventListener('message', ({ data }) => {
  if (data === 'die') throw new Error('out of memory');
});
