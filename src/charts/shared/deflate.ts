/**
 * DEFLATE (RFC 1951) with what a raster of few colours needs: one block of fixed codes in which a byte that comes again and again
 * is told once. Without it every raster of a slider's way would stay in the browser's cache with all its bytes.
 */

/** Shorter runs are told byte by byte. */
const SHORTEST = 4;
/** A repetition is at most so long; of 258 the code is another. */
const LONGEST = 257;

export function deflate(bytes: Uint8Array): Uint8Array {
  const bits = new Bits(bytes.length);
  // The last block, of fixed codes.
  bits.add(0b011, 3);
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]!;
    let end = at + 1;
    while (end < bytes.length && bytes[end] === byte) end++;
    symbol(bits, byte);
    for (at++; end - at >= SHORTEST; ) {
      const length = Math.min(LONGEST, end - at);
      repeat(bits, length);
      at += length;
    }
    for (; at < end; at++) symbol(bits, byte);
  }
  symbol(bits, 256);
  return bits.bytes();
}

/** A literal, the end of the block, or a length (§ 3.2.6). */
function symbol(bits: Bits, value: number): void {
  if (value < 144) bits.addCode(0x30 + value, 8);
  else if (value < 256) bits.addCode(0x190 + value - 144, 9);
  else if (value < 280) bits.addCode(value - 256, 7);
  else bits.addCode(0xc0 + value - 280, 8);
}

/** The byte before so many times more: a length (§ 3.2.5) and the distance 1. */
function repeat(bits: Bits, length: number): void {
  const beyond = length - 3;
  const extra = Math.max(0, Math.floor(Math.log2(Math.max(1, beyond))) - 2);
  symbol(bits, 257 + 4 * extra + (beyond >> extra));
  bits.add(beyond & ((1 << extra) - 1), extra);
  bits.addCode(0, 5);
}

class Bits {
  #bytes: Uint8Array;
  #length = 0;
  #pending = 0;
  #count = 0;

  /** @param bytes to be told: none takes more than nine bits. */
  constructor(bytes: number) {
    this.#bytes = new Uint8Array(Math.ceil((9 * bytes) / 8) + 4);
  }

  /** Numbers begin with their last bit. */
  add(value: number, count: number): void {
    this.#pending |= value << this.#count;
    this.#count += count;
    for (; this.#count >= 8; this.#count -= 8) {
      this.#bytes[this.#length++] = this.#pending & 0xff;
      this.#pending >>>= 8;
    }
  }

  /** Codes begin with their first bit. */
  addCode(code: number, count: number): void {
    for (let bit = count - 1; bit >= 0; bit--) this.add((code >> bit) & 1, 1);
  }

  bytes(): Uint8Array {
    if (this.#count > 0) this.#bytes[this.#length++] = this.#pending & 0xff;
    return this.#bytes.subarray(0, this.#length);
  }
}
