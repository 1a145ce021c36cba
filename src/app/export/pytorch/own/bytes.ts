import { pythonString } from '../python.ts';

/** Python that reads a file as it is inside gzip, if it is packed. */
export const READ_BYTES = `\
def read_bytes(path):
    """What is in the file, packed by gzip or not."""
    data = Path(path).read_bytes()
    return gzip.decompress(data) if data[:2] == b"\\x1f\\x8b" else data`;

/** The sentence above the names of files. */
export const WHERE = '# What was read in the lab. Run the script beside it, or say where it lies:';

export const pythonStrings = (texts: readonly string[]): string => `[${texts.map(pythonString).join(', ')}]`;
