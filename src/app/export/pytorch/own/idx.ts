import type { IdxSource } from '../../../../tasks/source.ts';
import { pythonList, pythonString } from '../python.ts';
import { joined } from '../scaled.ts';
import { READ_BYTES, WHERE } from './bytes.ts';
import type { Reader } from './own.ts';

const READ_IDX = `\
def read_idx(path):
    """The numbers of an IDX file: two zeros, their type, how many lengths there are, these, and then the numbers."""
    data = read_bytes(path)
    numbers = array.array(TYPES[data[2]], data[4 + 4 * data[3] :])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers`;

/** Images and labels as MNIST has them. */
export function idxReader({ images, labels, number, columns, classes, rows }: IdxSource): Reader {
  const counted = classes.every((label, place) => label === place);
  const first = columns > 1 ? `read_idx(LABELS)[::${columns}]` : 'read_idx(LABELS)';
  const cut = rows === null ? '' : `[:${rows}]`;
  const answer = counted ? 'int(label)' : 'CLASSES.index(label)';
  return {
    constants: joined([
      WHERE,
      `IMAGES = ${pythonString(images)}`,
      `LABELS = ${pythonString(labels)}`,
      !counted && `CLASSES = ${pythonList(classes)}  # the label of each class`,
      'TYPES = {8: "B", 9: "b", 11: "h", 12: "i", 13: "f", 14: "d"}  # of the numbers, as the file and as array has them',
    ]),
    source: `\
${READ_BYTES}


${READ_IDX}


def read():
    """All pixels, and the number of each image's class${rows === null ? '' : `, of the first ${rows} images`}."""
    labels = ${first}${cut}
    return read_idx(IMAGES)${rows === null ? '' : `[: ${rows} * INPUTS]`}, [${answer} for label in labels]`,
    inputs: `torch.frombuffer(inputs, dtype=torch.${number}).view(-1, INPUTS).float()`,
    answers: 'torch.tensor(answers)',
  };
}
