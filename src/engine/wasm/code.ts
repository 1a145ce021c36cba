/** Writes the body of one WebAssembly function: instructions by their textual names, locals, loops. */

import { concatenated } from '../../lib/concatenated.ts';

export type ValueType = 'i32' | 'f32' | 'f64' | 'v128';

/** Parameter or local variable of the function being written. */
export interface Local {
  readonly index: number;
}

/** Instructions without immediates. WebAssembly core specification 2.0, § 5.4; relaxed ones: its relaxed-simd proposal. */
const OPCODES = {
  end: [0x0b],
  'i32.lt_u': [0x49],
  'i32.add': [0x6a],
  'i32.sub': [0x6b],
  'f64.add': [0xa0],
  'f32x4.splat': simd(0x13),
  'f32x4.eq': simd(0x41),
  'f32x4.lt': simd(0x43),
  'f32x4.gt': simd(0x44),
  'f32x4.le': simd(0x45),
  'f32x4.ge': simd(0x46),
  'f64x2.splat': simd(0x14),
  'f64x2.ne': simd(0x48),
  'v128.and': simd(0x4e),
  'v128.or': simd(0x50),
  'v128.xor': simd(0x51),
  'v128.bitselect': simd(0x52),
  'f32x4.demote_f64x2_zero': simd(0x5e),
  'f64x2.promote_low_f32x4': simd(0x5f),
  'f32x4.floor': simd(0x68),
  'f32x4.nearest': simd(0x6a),
  'i32x4.shl': simd(0xab),
  'i32x4.add': simd(0xae),
  'i32x4.sub': simd(0xb1),
  'f32x4.abs': simd(0xe0),
  'f32x4.neg': simd(0xe1),
  'f32x4.sqrt': simd(0xe3),
  'f32x4.add': simd(0xe4),
  'f32x4.sub': simd(0xe5),
  'f32x4.mul': simd(0xe6),
  'f32x4.div': simd(0xe7),
  'f32x4.pmin': simd(0xea),
  'f32x4.pmax': simd(0xeb),
  'f64x2.sqrt': simd(0xef),
  'f64x2.add': simd(0xf0),
  'f64x2.sub': simd(0xf1),
  'f64x2.mul': simd(0xf2),
  'f64x2.div': simd(0xf3),
  'f32x4.convert_i32x4_s': simd(0xfa),
  'f32x4.relaxed_madd': simd(0x105),
} as const satisfies Readonly<Record<string, readonly number[]>>;

export type Operation = keyof typeof OPCODES;

/** Lanes of a 4 × 32-bit shuffle: 0–3 of the first operand, 4–7 of the second. */
export type Lanes = readonly [number, number, number, number];

/** One local for each type. */
type Locals<T extends readonly ValueType[]> = { [K in keyof T]: Local };

export class Code {
  readonly parameters: readonly ValueType[];
  readonly result: ValueType | null;
  readonly #locals: ValueType[] = [];
  readonly #bytes: number[] = [];

  private constructor(parameters: readonly ValueType[], result: ValueType | null) {
    this.parameters = parameters;
    this.result = result;
  }

  /** A function to be written, and its parameters. */
  static define<P extends readonly ValueType[]>(
    parameters: readonly [...P],
    result: ValueType | null = null,
  ): [Code, ...Locals<P>] {
    const locals = parameters.map((_, index) => ({ index }));
    return [new Code(parameters, result), ...(locals as Locals<P>)];
  }

  /** New variables, zero at first. */
  locals<T extends readonly ValueType[]>(...types: T): Locals<T> {
    return types.map((type) => this.local(type)) as unknown as Locals<T>;
  }

  local(type: ValueType): Local {
    this.#locals.push(type);
    return { index: this.parameters.length + this.#locals.length - 1 };
  }

  op(...operations: readonly Operation[]): this {
    for (const operation of operations) this.#bytes.push(...OPCODES[operation]);
    return this;
  }

  get(...locals: readonly Local[]): this {
    for (const { index } of locals) this.#bytes.push(0x20, ...unsigned(index));
    return this;
  }

  set({ index }: Local): this {
    this.#bytes.push(0x21, ...unsigned(index));
    return this;
  }

  /** set, and leave the value on the stack. */
  tee({ index }: Local): this {
    this.#bytes.push(0x22, ...unsigned(index));
    return this;
  }

  i32(value: number): this {
    this.#bytes.push(0x41, ...signed(value));
    return this;
  }

  /** The same float32 in all four lanes. */
  f32x4(value: number): this {
    return this.#constant(new Uint8Array(new Float32Array(4).fill(value).buffer));
  }

  /** The same double in both lanes. */
  f64x2(value: number): this {
    return this.#constant(new Uint8Array(new Float64Array(2).fill(value).buffer));
  }

  /** All bits of the first `count` doubles, none of the others. */
  firstOfTwo(count: 0 | 1 | 2): this {
    return this.#constant(new Uint8Array(VECTOR_BYTES).fill(0xff, 0, count * DOUBLE_BYTES));
  }

  /** The same 32 bits in all four lanes. */
  i32x4(value: number): this {
    return this.#constant(new Uint8Array(new Int32Array(4).fill(value).buffer));
  }

  #constant(bytes: Uint8Array): this {
    this.#bytes.push(...simd(0x0c), ...bytes);
    return this;
  }

  /** Four floats from the address on the stack plus `offset` bytes. */
  load(offset = 0): this {
    return this.#memory(0x00, offset);
  }

  /** One float from the address on the stack plus `offset` bytes, in all four lanes. */
  loadSplat(offset = 0): this {
    return this.#memory(0x09, offset);
  }

  /** Two floats from the address on the stack plus `offset` bytes, as doubles. */
  loadPair(offset = 0): this {
    return this.#memory(0x5d, offset).op('f64x2.promote_low_f32x4');
  }

  /** Two doubles as floats to the address below them on the stack plus `offset` bytes. */
  storePair(offset = 0): this {
    this.op('f32x4.demote_f64x2_zero').#memory(0x5b, offset).#bytes.push(0);
    return this;
  }

  /** Four floats to the address below them on the stack plus `offset` bytes. */
  store(offset = 0): this {
    return this.#memory(0x0b, offset);
  }

  #memory(opcode: number, offset: number): this {
    this.#bytes.push(...simd(opcode), FLOAT_ALIGNMENT, ...unsigned(offset));
    return this;
  }

  shuffle(lanes: Lanes): this {
    this.#bytes.push(...simd(0x0d), ...lanes.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]));
    return this;
  }

  extractF32(lane: number): this {
    this.#bytes.push(...simd(0x1f), lane);
    return this;
  }

  extractF64(lane: number): this {
    this.#bytes.push(...simd(0x21), lane);
    return this;
  }

  /** local += bytes, if that changes anything. */
  advance(pointer: Local, bytes: number): this {
    return bytes === 0 ? this : this.get(pointer).i32(bytes).op('i32.add').set(pointer);
  }

  /** The body `count` ≥ 0 times, known now; once is no loop. */
  repeat(counter: Local, count: number, body: () => void): this {
    if (count <= 0) return this;
    if (count === 1) {
      body();
      return this;
    }
    this.i32(count).set(counter).#startLoop();
    body();
    return this.get(counter).i32(1).op('i32.sub').tee(counter).#endLoop();
  }

  /** The body, which advances the pointer, at least once and until the pointer reaches the end. */
  until(pointer: Local, end: Local, body: () => void): this {
    this.#startLoop();
    body();
    return this.get(pointer, end).op('i32.lt_u').#endLoop();
  }

  #startLoop(): this {
    this.#bytes.push(0x03, NO_VALUE);
    return this;
  }

  /** Goes back to the start of the loop if the value on the stack is not 0. */
  #endLoop(): this {
    this.#bytes.push(0x0d, 0);
    return this.op('end');
  }

  /** As the code section holds it: size, locals, instructions. */
  encode(): Uint8Array<ArrayBuffer> {
    const locals = this.#locals.flatMap((type) => [1, VALUE_TYPES[type]]);
    const body = concatenated(Uint8Array, [unsigned(this.#locals.length), locals, this.#bytes, OPCODES.end]);
    return concatenated(Uint8Array, [unsigned(body.length), body]);
  }
}

export const VALUE_TYPES: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };
const VECTOR_BYTES = 16;
const DOUBLE_BYTES = 8;
/** A hint: 2² bytes. */
const FLOAT_ALIGNMENT = 2;
const NO_VALUE = 0x40;

function simd(opcode: number): readonly number[] {
  return [0xfd, ...unsigned(opcode)];
}

/** LEB128 of a uint32. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value >>> 0; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** Signed LEB128 of an int32. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value | 0; ; rest >>= 7) {
    if (rest >= -64 && rest < 64) return [...bytes, rest & 0x7f];
    bytes.push((rest & 0x7f) | 0x80);
  }
}
