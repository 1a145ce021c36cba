import { requiredDataset } from '../../../tasks/datasets.ts';
import type { Examples } from './examples.ts';
import { scaled, under } from './scaled.ts';

export const digitsExamples: Examples = (_, { size }) => {
  const { constants, term } = scaled('x', requiredDataset('digits'));
  const source = `\
def examples(generator):
    """Handwritten digits, downloaded into the folder data; the lab trains on another selection of them."""
    images = MNIST("data", train=True, download=True)
    chosen = torch.randperm(len(images), generator=generator)[:${size}]
    x = images.data[chosen].flatten(1).float()
    return ${term}, images.targets[chosen]`;
  return { drawn: true, source: under(constants, source) };
};
