import { useRef, useState } from 'react';
import {
  BY_VALUES,
  MOST_BYTES,
  type Parsed,
  type ParseOptions,
  type ParseResult,
  type SourceFile,
  type TableChoices,
  tooManyBytes,
} from '../../tasks/parse/result.ts';
import { useActions } from '../store/LabContext.tsx';
import type { Dropped } from './dropped.ts';

/** What became of files: they were read, or refused with a sentence. */
interface Outcome {
  readonly parsed: Parsed | null;
  readonly error: string | null;
  /** Where a table got as far as that, what may be chosen of it. */
  readonly table: TableChoices | null;
  /** As asked for. */
  readonly options: ParseOptions;
}

export interface Reading {
  /** What is being read. */
  readonly busy: string | null;
  /** Of the latest files; null: none yet. */
  readonly outcome: Outcome | null;
  readFiles(dropped: Dropped): Promise<void>;
  readText(text: string): Promise<void>;
  /** The same files, otherwise understood. */
  readAgain(options: ParseOptions): Promise<void>;
  /** Trains on what was read. */
  train(): void;
}

/** What became of the files that were given; the latest counts. */
export function useReading(): Reading {
  const { parse, useOwn: trainOn } = useActions();
  const [busy, setBusy] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const sources = useRef<readonly SourceFile[]>([]);
  const turn = useRef(0);

  async function read(files: () => Promise<readonly SourceFile[]>, name: string, options: ParseOptions): Promise<void> {
    const own = ++turn.current;
    setBusy(name);
    const result = await files().then(
      async (given) => {
        if (own === turn.current) sources.current = given;
        return parse(given, options);
      },
      (error: Error): ParseResult => ({ error: `${name} could not be read (${error.message}).` }),
    );
    if (own !== turn.current) return;
    setBusy(null);
    setOutcome(outcomeOf(result, options));
  }

  return {
    busy,
    outcome,
    async readFiles({ names: [first, ...others], files }) {
      if (first === undefined) return;
      const name = others.length > 1 ? `${first} and ${others.length} others` : [first, ...others].join(', ');
      await read(async () => bytesOf(await files), name, BY_VALUES);
    },
    readText: (text) =>
      read(
        async () => [{ name: 'pasted table', bytes: new TextEncoder().encode(text), pasted: true }],
        'the table',
        BY_VALUES,
      ),
    readAgain(options) {
      // A tick is seen at once, not when the file has been read.
      setOutcome((before) => before && { ...before, options });
      return read(async () => sources.current, 'the table', options);
    },
    train() {
      if (outcome?.parsed) trainOn(outcome.parsed.dataset);
    },
  };
}

function outcomeOf(result: ParseResult, options: ParseOptions): Outcome {
  if ('error' in result) return { parsed: null, error: result.error, table: result.table ?? null, options };
  return { parsed: result, error: null, table: result.table, options };
}

/** Rejects with a sentence, before anything is read, if that is more than can be. */
async function bytesOf(files: readonly File[]): Promise<readonly SourceFile[]> {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > MOST_BYTES) throw new RangeError(tooManyBytes(size));
  return Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
}
