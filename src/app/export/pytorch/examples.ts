import type { TaskData, TaskSettings } from '../../../tasks/task.ts';

/** Python that defines `examples`, which returns x [size × INPUTS] and what is asked at each. */
export interface PythonExamples {
  readonly source: string;
  /** True where `examples` draws random numbers and so takes a generator. */
  readonly drawn: boolean;
}

export type Examples = (settings: TaskSettings, data: TaskData) => PythonExamples;
