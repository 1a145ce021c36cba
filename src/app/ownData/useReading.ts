import { useRef, useState } from 'react';
import type { Parsed, ParseOptions, SourceFile } from '../../tasks/parse/result.ts';
import { useActions } from '../store/LabContext.tsx';

export type ReadingState =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'read'; readonly parsed: Parsed };

export interface Reading {
  readonly state: ReadingState;
  readFiles(files: readonly File[]): Promise<void>;
  readText(text: string): Promise<void>;
  /** The same files, otherwise understood. */
  readAgain(options: ParseOptions): Promise<void>;
  /** Trains on what was read. */
  train(): void;
}

const BY_VALUES: ParseOptions = { target: null, kind: null };

/** What became of the files that were given; the latest counts. */
export function useReading(): Reading {
  const { parse, useOwn: trainOn } = useActions();
  const [state, setState] = useState<ReadingState>({ kind: 'none' });
  const sources = useRef<readonly SourceFile[]>([]);
  const turn = useRef(0);

  async function read(files: Promise<readonly SourceFile[]>, name: string, options: ParseOptions): Promise<void> {
    const own = ++turn.current;
    setState({ kind: 'reading', name });
    let next: ReadingState;
    try {
      const given = await files;
      const result = await parse(given, options);
      if (own === turn.current) sources.current = given;
      next = 'error' in result ? { kind: 'refused', error: result.error } : { kind: 'read', parsed: result };
    } catch (error) {
      next = {
        kind: 'refused',
        error: `${name} could not be read (${error instanceof Error ? error.message : error}).`,
      };
    }
    if (own === turn.current) setState(next);
  }

  return {
    state,
    async readFiles(files) {
      if (files.length === 0) return;
      const load = async (file: File): Promise<SourceFile> => ({
        name: file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      });
      await read(Promise.all(files.map(load)), files.map(({ name }) => name).join(', '), BY_VALUES);
    },
    readText: (text) =>
      read(Promise.resolve([{ name: 'pasted table', bytes: new TextEncoder().encode(text) }]), 'the table', BY_VALUES),
    readAgain: (options) => read(Promise.resolve(sources.current), 'the table', options),
    train() {
      if (state.kind === 'read') trainOn(state.parsed.dataset);
    },
  };
}
