/** The visitor's own data as Python that reads their files where the script runs, as the lab has read them. */
import { requiredDataset } from '../../../../tasks/datasets.ts';
import type { Examples } from '../examples.ts';
import { joined, scaled } from '../scaled.ts';
import { cifarReader } from './cifar.ts';
import { idxReader } from './idx.ts';
import { tableReader } from './table.ts';

/** Python that defines `read`, which gives the inputs of all rows and what is asked at each, without PyTorch. */
export interface Reader {
  /** Names of files and what is known of them. */
  readonly constants: string;
  /** Definitions, `read` the last of them. */
  readonly source: string;
  /** What is in `inputs` and `answers` as tensors, [rows × INPUTS] and [rows] or [rows × 1]. */
  readonly inputs: string;
  readonly answers: string;
}

export const ownExamples: Examples = (_, { size }) => {
  const dataset = requiredDataset('own');
  const { constants, source, inputs, answers } = readerOf();
  const { constants: scales, term } = scaled('x', dataset);
  const things = dataset.image ? 'Images' : 'Rows';
  return {
    drawn: true,
    source: `\
${joined([constants, scales !== '' && scales])}


${source}


def examples(generator):
    """${things} in random order; the lab trains on as many, of its own choice."""
    inputs, answers = read()
    chosen = torch.randperm(len(answers), generator=generator)[:${size}]
    x = ${inputs}[chosen]
    return ${term}, ${answers}[chosen]`,
  };
};

function readerOf(): Reader {
  const dataset = requiredDataset('own');
  const { source } = dataset;
  switch (source?.kind) {
    case 'table':
      return tableReader(source, dataset);
    case 'idx':
      return idxReader(source);
    case 'cifar':
      return cifarReader(source);
    default:
      throw new RangeError('It is not known from which files your own data were read.');
  }
}
