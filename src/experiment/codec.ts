import type { Limits } from './limits.ts';

/** The text of one value in a permalink: read (write(v)) = v for every valid v. */
export interface Codec<Value> {
  /** What `read` accepts, as a phrase that goes after `is`. */
  readonly allowed: string;
  /** Null: cannot be used. Never throws. */
  read(text: string): Value | null;
  write(value: Value): string;
}

/** Digits, then perhaps a fraction and a decimal exponent: no sign but the exponent's minus, no space, no leading zero. */
const NUMBER = /^(0|[1-9]\d*)(\.\d+)?(e-?\d+)?$/;

/** The number that a text in permalink form means; null if it means none. A text that only rounds to 0 means none. */
export function readNumber(text: string): number | null {
  if (!NUMBER.test(text)) return null;
  const value = Number(text);
  const saysZero = !/[1-9]/.test(text.replace(/e.*/, ''));
  return Number.isFinite(value) && (value !== 0 || saysZero) ? value : null;
}

/** The shortest digits that give the number back, without `+`. */
export function writeNumber(value: number): string {
  return String(value).replace('+', '');
}

/** Whether the number is one that these limits allow. */
export function within({ min, max, integer }: Pick<Limits, 'min' | 'max' | 'integer'>, value: number): boolean {
  return value >= min && value <= max && (!integer || Number.isInteger(value));
}

/** What the limits allow, as a phrase. */
export function describeLimits({ min, max, integer }: Pick<Limits, 'min' | 'max' | 'integer'>): string {
  return `a ${integer ? 'whole ' : ''}number from ${writeNumber(min)} to ${writeNumber(max)}`;
}

export function numberCodec(limits: Pick<Limits, 'min' | 'max' | 'integer'>): Codec<number> {
  return {
    allowed: describeLimits(limits),
    read: (text) => {
      const value = readNumber(text);
      return value !== null && within(limits, value) ? value : null;
    },
    write: writeNumber,
  };
}

/** The same, with a minus before it where it is negative. */
export function signedCodec(limits: Pick<Limits, 'min' | 'max' | 'integer'>): Codec<number> {
  const { allowed, write } = numberCodec(limits);
  return {
    allowed,
    read: (text) => {
      const size = readNumber(text.replace(/^-/, ''));
      const value = size === null || !text.startsWith('-') ? size : 0 - size;
      return value !== null && within(limits, value) ? value : null;
    },
    write,
  };
}

/** One of several names; upper and lower case differ. */
export function choiceCodec<Name extends string>(names: readonly Name[]): Codec<Name> {
  return {
    allowed: `one of ${names.join(', ')}`,
    read: (text) => names.find((name) => name === text) ?? null,
    write: (name) => name,
  };
}

/** A codec that also takes one name in place of a value. */
export function nameOr<Name extends string, Value>(name: Name, codec: Codec<Value>): Codec<Name | Value> {
  return {
    allowed: `${name}, or ${codec.allowed}`,
    read: (text) => (text === name ? name : codec.read(text)),
    write: (value) => (value === name ? name : codec.write(value as Value)),
  };
}

/** A codec of a value that may be missing: a permalink then has no such key, and a notice says `none`. */
export function optional<Value>(codec: Codec<Value>): Codec<Value | null> {
  return { ...codec, write: (value) => (value === null ? 'none' : codec.write(value)) };
}

/** Yes or no as 1 or 0. */
export const flagCodec: Codec<boolean> = {
  allowed: '0 or 1',
  read: (text) => (text === '1' ? true : text === '0' ? false : null),
  write: (value) => (value ? '1' : '0'),
};

/**
 * Several different names joined by `_`, at least one; null leaves the choice open: a permalink then has no such key.
 * @param open what a notice says of null.
 * @param most so many of them.
 */
export function listCodec<Name extends string>(
  names: readonly Name[],
  open: string,
  most = names.length,
): Codec<readonly Name[] | null> {
  return {
    allowed: `${most < names.length ? `1 to ${most}` : 'one or more'} of ${names.join(', ')}, each once, joined by _`,
    read: (text) => {
      const parts = text.split('_').map((part) => names.find((name) => name === part));
      const known = parts.filter((part) => part !== undefined);
      return known.length === parts.length && known.length <= most && new Set(known).size === known.length
        ? known
        : null;
    },
    write: (list) => list?.join('_') ?? open,
  };
}
