import { burgers } from './burgers.ts';
import { circles } from './circles.ts';
import { digits } from './digits.ts';
import { heat } from './heat.ts';
import { monomial } from './monomial.ts';
import { moons } from './moons.ts';
import { own } from './own.ts';
import { poisson } from './poisson.ts';
import { polynomial } from './polynomial.ts';
import { sine } from './sine.ts';
import { spirals } from './spirals.ts';
import { step } from './step.ts';
import { surface } from './surface.ts';
import type { Task, TaskSettings } from './task.ts';
import { xor } from './xor.ts';

/** Tasks that are offered together. */
export interface TaskGroup {
  readonly label: string;
  readonly tasks: readonly Task[];
}

/** Every task, in the order in which it is offered. */
export const TASK_GROUPS: readonly TaskGroup[] = [
  { label: 'Regression', tasks: [polynomial, sine, step, surface, monomial] },
  { label: 'Classification', tasks: [spirals, circles, xor, moons] },
  { label: 'Differential equations', tasks: [poisson, heat, burgers] },
  { label: 'Data', tasks: [digits, own] },
];

export const TASKS: readonly Task[] = TASK_GROUPS.flatMap(({ tasks }) => tasks);

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
