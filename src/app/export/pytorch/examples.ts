import type { TaskData, TaskSettings } from '../../../tasks/task.ts';

/** Python that defines `examples(generator)`, which returns x [size × INPUTS] and what is asked at each. */
export type Examples = (settings: TaskSettings, data: TaskData) => string;
