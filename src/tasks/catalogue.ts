import { polynomial } from './polynomial.ts';
import { sine } from './sine.ts';
import type { Task, TaskSettings } from './task.ts';

/** Every task, in the order in which it is offered. */
export const TASKS: readonly Task[] = [polynomial, sine];

/** The task of that name. Throws RangeError if there is none. */
export function task(name: string): Task {
  const found = TASKS.find((candidate) => candidate.name === name);
  if (found === undefined) throw new RangeError(`There is no task named ${JSON.stringify(name)}.`);
  return found;
}

/** The default of every key that the task names. */
export function defaultSettings(chosen: Task): TaskSettings {
  return Object.fromEntries(Object.entries(chosen.keys).map(([key, { default: value }]) => [key, value]));
}
