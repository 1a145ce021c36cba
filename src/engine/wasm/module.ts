/** Puts functions into a WebAssembly module (core specification 2.0, § 5.5) that uses a memory given to it. */
import { type Code, unsigned, VALUE_TYPES, type ValueType } from './code.ts';

/** Functions by the name under which they are exported. */
export type Functions = Readonly<Record<string, Code>>;

/** Sections by their ids. */
const SECTION = { types: 1, imports: 2, functions: 3, exports: 7, code: 10 };

export function assemble(functions: Functions): Uint8Array<ArrayBuffer> {
  const codes = Object.values(functions);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(SECTION.types, codes.map(functionType)),
    ...section(SECTION.imports, [[...name('env'), ...name('memory'), 0x02, 0x00, 0x00]]),
    ...section(
      SECTION.functions,
      codes.map((_, index) => unsigned(index)),
    ),
    ...section(
      SECTION.exports,
      Object.keys(functions).map((key, index) => [...name(key), 0x00, ...unsigned(index)]),
    ),
    ...section(
      SECTION.code,
      codes.map((code) => code.encode()),
    ),
  ]);
}

/** Compiles at once: a few kilobytes, in a worker. */
export function instantiate(functions: Functions, memory: WebAssembly.Memory): WebAssembly.Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(assemble(functions)), { env: { memory } }).exports;
}

function section(id: number, items: readonly (readonly number[])[]): number[] {
  const content = [...unsigned(items.length), ...items.flat()];
  return [id, ...unsigned(content.length), ...content];
}

function functionType({ parameters, result }: Code): number[] {
  return [0x60, ...types(parameters), ...types(result === null ? [] : [result])];
}

const types = (list: readonly ValueType[]) => [...unsigned(list.length), ...list.map((type) => VALUE_TYPES[type])];

function name(text: string): number[] {
  return [...unsigned(text.length), ...Array.from(text, (letter) => letter.charCodeAt(0))];
}
