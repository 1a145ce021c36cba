/** Data that were loaded, as Python that loads them where the script runs. */
import { type Dataset, requiredDataset } from '../../../tasks/datasets.ts';
import type { Examples } from './examples.ts';
import { pythonList, pythonNumber, pythonString } from './python.ts';

/** Constants of the script, and a term of theirs. */
interface Scaled {
  readonly constants: string;
  readonly term: string;
}

/** (term - SHIFT) * FACTOR by the lab's own numbers, as far as they change anything. */
function scaled(term: string, { shift, factor }: Dataset): Scaled {
  const shifts = shift.some((value) => value !== 0);
  const scales = factor.some((value) => value !== 1);
  const moved = shifts ? `${term} - SHIFT` : term;
  return {
    constants: joined([shifts && `SHIFT = ${tensor(shift)}`, scales && `FACTOR = ${tensor(factor)}`]),
    term: scales ? `${shifts ? `(${moved})` : term} * FACTOR` : moved,
  };
}

const joined = (lines: readonly (string | false)[]): string => lines.filter((text) => text !== false).join('\n');

/** One number where there is one, else one a feature. */
const tensor = (values: Float32Array): string =>
  values.length === 1 ? pythonNumber(values[0] ?? 0) : `torch.tensor(${pythonList(Array.from(values))})`;

/** Constants, if any, and what follows two lines below. */
const under = (constants: string, source: string): string =>
  constants === '' ? source : `${constants}\n\n\n${source}`;

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

export const ownExamples: Examples = (_, { size }) => {
  const dataset = requiredDataset('own');
  const source = dataset.featureNames === null ? images(dataset, size) : table(dataset, dataset.featureNames, size);
  return { drawn: true, source };
};

function table(dataset: Dataset, names: readonly string[], size: number): string {
  const { constants, term } = scaled('x', dataset);
  const { target } = dataset;
  const answers =
    target.kind === 'number' ? standardised(target) : 'torch.tensor([CLASSES.index(text) for text in texts])';
  const known = joined([
    '# The table that was read in the lab, with a header line. Say where it lies:',
    `CSV = ${pythonString(dataset.label)}`,
    `FEATURES = [${names.map(pythonString).join(', ')}]`,
    targetConstants(target),
    constants !== '' && constants,
  ]);
  return `\
${known}


def examples(generator):
    """Rows of the table in random order; the lab trains on as many, of its own choice."""
    with open(CSV, newline="", encoding="utf-8-sig") as file:
        table = csv.DictReader(file)
${target.kind === 'classes' ? '        target = TARGET or table.fieldnames[-1]\n' : ''}        rows = list(table)
    rows = [rows[i] for i in torch.randperm(len(rows), generator=generator)[:${size}].tolist()]
    x = torch.tensor([[float(row[name]) for name in FEATURES] for row in rows])
    texts = [row[${target.kind === 'classes' ? 'target' : 'TARGET'}].strip() for row in rows]
    return ${term}, ${answers}`;
}

type NumberTarget = Extract<Dataset['target'], { kind: 'number' }>;

/** [rows × 1] from texts, by the lab's mean and deviation as far as they change anything. */
function standardised({ mean, deviation }: NumberTarget): string {
  const centred = mean === 0 ? 'float(text)' : 'float(text) - MEAN';
  if (deviation === 1) return `torch.tensor([[${centred}] for text in texts])`;
  return `torch.tensor([[${mean === 0 ? centred : `(${centred})`} / DEVIATION] for text in texts])`;
}

function targetConstants(target: Dataset['target']): string {
  if (target.kind === 'classes') {
    return `\
TARGET = None  # name of the column with the class; None: the last one
CLASSES = [${target.classes.map(pythonString).join(', ')}]`;
  }
  return joined([
    `TARGET = ${pythonString(target.name)}`,
    target.mean !== 0 && `MEAN = ${pythonNumber(target.mean)}`,
    target.deviation !== 1 && `DEVIATION = ${pythonNumber(target.deviation)}`,
  ]);
}

function images(dataset: Dataset, size: number): string {
  const { constants, term } = scaled('x', dataset);
  const known = joined([
    `\
# The images that were read in the lab. Save them by torch.save((pixels, classes), path): pixels
# [images × ${dataset.features}] from 0 to 255, channel after channel, and the number of each one's class; and say where the file lies:
IMAGES = "images.pt"`,
    constants !== '' && constants,
  ]);
  return `\
${known}


def examples(generator):
    """Images in random order; the lab trains on as many, of its own choice."""
    pixels, classes = torch.load(IMAGES, weights_only=True)
    chosen = torch.randperm(len(pixels), generator=generator)[:${size}]
    x = pixels[chosen].float()
    return ${term}, classes[chosen].long()`;
}
