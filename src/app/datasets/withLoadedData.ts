import { DEFAULT_EXPERIMENT } from '../../experiment/defaults.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { notice } from '../../experiment/notice.ts';
import type { Parsed } from '../../experiment/permalink.ts';
import { task } from '../../tasks/catalogue.ts';
import { loadedDataset } from '../../tasks/datasets.ts';
import type { DatasetName } from '../../tasks/task.ts';

/** The dataset that an experiment needs and that is not here. */
export function missingDataset({ task: { name } }: Experiment): DatasetName | null {
  const { dataset } = task(name);
  return dataset === null || loadedDataset(dataset) !== null ? null : dataset;
}

const WHY: Readonly<Record<DatasetName, string>> = {
  digits: 'the images have not been loaded',
  own: 'a link cannot hold your data: drop the file',
};

/** What was parsed, with another task where the data of its own are not here, and a notice that says so. */
export function withLoadedData(parsed: Parsed, fallback: Experiment = DEFAULT_EXPERIMENT): Parsed {
  const missing = missingDataset(parsed.experiment);
  if (missing === null) return parsed;
  const { name } = parsed.experiment.task;
  const said = notice('task', name, WHY[missing], fallback.task.name);
  return {
    ...parsed,
    experiment: { ...parsed.experiment, task: fallback.task },
    rejected: [...parsed.rejected, said],
  };
}
