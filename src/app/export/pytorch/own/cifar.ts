import type { CifarSource } from '../../../../tasks/source.ts';
import { joined } from '../scaled.ts';
import { pythonStrings, READ_BYTES, WHERE } from './bytes.ts';
import type { Reader } from './own.ts';

/** CIFAR's binary records: labels, then pixels. */
export function cifarReader({ files, record, label, rows }: CifarSource): Reader {
  return {
    constants: joined([
      WHERE,
      `FILES = ${pythonStrings(files)}`,
      `RECORD = ${record}  # bytes of an image with its labels, which come first`,
    ]),
    source: `\
${READ_BYTES}


def read():
    """All pixels, and the number of each image's class${rows === null ? '' : `, of the first ${rows} images`}."""
    data = b"".join(read_bytes(path) for path in FILES)
    records = [data[at : at + RECORD] for at in range(0, len(data), RECORD)]${rows === null ? '' : `[:${rows}]`}
    return bytearray(b"".join(record[-INPUTS:] for record in records)), [record[${label}] for record in records]`,
    inputs: 'torch.frombuffer(inputs, dtype=torch.uint8).view(-1, INPUTS).float()',
    answers: 'torch.tensor(answers)',
  };
}
