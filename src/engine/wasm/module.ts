/** Puts functions into a WebAssembly module (core specification 2.0, § 5.5) that uses a memory given to it. */
import { concatenated } from '../../lib/concatenated.ts';
import { remember } from '../../lib/remember.ts';
import { type Code, unsigned, VALUE_TYPES, type ValueType } from './code.ts';

/** Functions by the name under which they are exported. */
export type Functions = Readonly<Record<string, Code>>;

/** Sections by their ids. */
const SECTION = { types: 1, imports: 2, functions: 3, exports: 7, code: 10 };

export function assemble(functions: Functions): Uint8Array<ArrayBuffer> {
  const codes = Object.values(functions);
  // Not by spreading: instructions are tens of thousands of bytes.
  return concatenated(Uint8Array, [
    [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(SECTION.types, codes.map(functionType)),
    section(SECTION.imports, [[...name('env'), ...name('memory'), 0x02, 0x00, 0x00]]),
    section(
      SECTION.functions,
      codes.map((_, index) => unsigned(index)),
    ),
    section(
      SECTION.exports,
      Object.keys(functions).map((key, index) => [...name(key), 0x00, ...unsigned(index)]),
    ),
    section(
      SECTION.code,
      codes.map((code) => code.encode()),
    ),
  ]);
}

/** Modules used lately, the oldest forgotten first. */
const known = new Map<string, WebAssembly.Module>();
const REMEMBERED = 32;

/**
 * Compiles at once: tens of kilobytes, in a worker. A module is kept with the machine code that the browser has optimised
 * meanwhile: networks that differ in depth or seed alone, as under a slider, share theirs.
 * @param key says all that the functions depend on.
 */
export function instantiate(key: string, functions: () => Functions, memory: WebAssembly.Memory): WebAssembly.Exports {
  const module = known.get(key) ?? new WebAssembly.Module(assemble(functions()));
  remember(known, key, module, REMEMBERED);
  return new WebAssembly.Instance(module, { env: { memory } }).exports;
}

function section(id: number, items: readonly ArrayLike<number>[]): Uint8Array {
  const content = concatenated(Uint8Array, [unsigned(items.length), ...items]);
  return concatenated(Uint8Array, [[id], unsigned(content.length), content]);
}

function functionType({ parameters, result }: Code): number[] {
  return [0x60, ...types(parameters), ...types(result === null ? [] : [result])];
}

const types = (list: readonly ValueType[]) => [...unsigned(list.length), ...list.map((type) => VALUE_TYPES[type])];

function name(text: string): number[] {
  return [...unsigned(text.length), ...Array.from(text, (letter) => letter.charCodeAt(0))];
}
