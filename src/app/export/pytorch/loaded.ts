/** Data that were loaded, as Python that loads them where the script runs. */
import { type Dataset, requiredDataset } from '../../../tasks/datasets.ts';
import type { Examples } from './examples.ts';
import { pythonList, pythonNumber, pythonString } from './python.ts';

/** Scaling of the features: the lab's own numbers. */
const scaling = ({ shift, factor }: Dataset): string =>
  `SHIFT = torch.tensor(${pythonList(Array.from(shift))})\nFACTOR = torch.tensor(${pythonList(Array.from(factor))})`;

export const digitsExamples: Examples = (_, { size }) => `\
${scaling(requiredDataset('digits'))}


def examples(generator):
    """Handwritten digits; the lab trains on another selection of the same MNIST images."""
    from torchvision.datasets import MNIST  # pip install torchvision

    images = MNIST("data", train=True, download=True)
    chosen = torch.randperm(len(images), generator=generator)[:${size}]
    x = images.data[chosen].reshape(len(chosen), -1).float()
    return (x - SHIFT) * FACTOR, images.targets[chosen]`;

export const ownExamples: Examples = (_, { size }) => {
  const dataset = requiredDataset('own');
  return dataset.featureNames === null ? images(dataset, size) : table(dataset, dataset.featureNames, size);
};

const table = (dataset: Dataset, names: readonly string[], size: number): string => `\
# The table that was read in the lab, with a header line. Say where it lies:
CSV = ${pythonString(dataset.label)}
FEATURES = [${names.map(pythonString).join(', ')}]
${target(dataset)}
${scaling(dataset)}


def examples(generator):
    """Rows of the table in random order; the lab trains on as many, of its own choice."""
    import csv

    with open(CSV, newline="", encoding="utf-8-sig") as file:
        table = csv.DictReader(file)
        goal = TARGET or table.fieldnames[-1]
        rows = list(table)
    rows = [rows[i] for i in torch.randperm(len(rows), generator=generator)[:${size}].tolist()]
    x = torch.tensor([[float(row[name]) for name in FEATURES] for row in rows])
    return (x - SHIFT) * FACTOR, answers([row[goal].strip() for row in rows])


def answers(texts):
${
  dataset.target.kind === 'classes'
    ? '    return torch.tensor([CLASSES.index(text) for text in texts])'
    : '    return torch.tensor([[(float(text) - MEAN) / DEVIATION] for text in texts])'
}`;

function target({ target: goal }: Dataset): string {
  return goal.kind === 'classes'
    ? `TARGET = None  # name of the column with the class; None: the last one\nCLASSES = [${goal.classes.map(pythonString).join(', ')}]`
    : `TARGET = ${pythonString(goal.name)}\nMEAN, DEVIATION = ${pythonNumber(goal.mean)}, ${pythonNumber(goal.deviation)}`;
}

const images = (dataset: Dataset, size: number): string => `\
# The images that were read in the lab. Save them by torch.save((pixels, classes), path): pixels [images × ${dataset.features}] from
# 0 to 255, channel after channel, and the number of each one's class; and say where the file lies:
IMAGES = "images.pt"
${scaling(dataset)}


def examples(generator):
    """Images in random order; the lab trains on as many, of its own choice."""
    pixels, classes = torch.load(IMAGES)
    chosen = torch.randperm(len(pixels), generator=generator)[:${size}]
    return (pixels[chosen].float() - SHIFT) * FACTOR, classes[chosen].long()`;
