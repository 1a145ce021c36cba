import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFormula } from '../activations/formulas.ts';
import { typedOf } from '../activations/typedId.ts';
import { formulaText } from '../formula/parse/text.ts';
import { writeArm } from './armCodec.ts';
import { DEFAULT_DISPLAY, DEFAULT_EXPERIMENT } from './defaults.ts';
import { parseFragment, serialise } from './permalink.ts';
import { expectValid, validDisplay, validExperiment } from './testing.ts';

/** The same ones each time: what fails here fails for everybody. */
const RUNS = { numRuns: 2000, seed: 1 };

const KEYS = [
  'arm',
  'task',
  'degree',
  'basis',
  'freq',
  'noise',
  'sobolev',
  'rises',
  'points',
  'weight',
  'train',
  'variables',
  'power1',
  'power2',
  'power3',
  'power4',
  'power5',
  'rows',
  'test',
  'depth',
  'width',
  'batch',
  'opt',
  'lr',
  'seed',
  'replicas',
  'steps',
  'play',
  'engine',
  'theme',
  'view',
  'story',
  'panels',
  'controls',
  'scale',
  'derivative',
  'strip',
  'mapx',
  'mapy',
  'mapsteps',
];

describe('parse after serialise', () => {
  it('is the identity, without a notice, for 2,000 random experiments', () => {
    fc.assert(
      fc.property(validExperiment, validDisplay, (experiment, display) => {
        const fragment = serialise(experiment, display);
        expect(fragment).toMatch(/^[A-Za-z0-9.=&_-]*$/);
        const parsed = parseFragment(fragment);
        expect(parsed).toEqual({ experiment, display, rejected: [] });
        expect(serialise(parsed.experiment, parsed.display)).toBe(fragment);
      }),
      RUNS,
    );
  });

  it('holds whatever the order of the keys, fully percent-encoded, and as people type arms, for 2,000 more', () => {
    const scrambled = fc.tuple(validExperiment, validDisplay, fc.array(random(), { minLength: 20, maxLength: 20 }));
    fc.assert(
      fc.property(scrambled, fc.boolean(), ([experiment, display, order], encoded) => {
        const pieces = serialise(experiment, display).split('&').filter(Boolean);
        const arms = pieces.filter((piece) => piece.startsWith('arm=')).map(asTyped);
        const rest = shuffled(
          pieces.filter((piece) => !piece.startsWith('arm=')),
          order,
        );
        const fragment = `#${[...rest, ...arms].map((piece) => (encoded ? percentEncoded(piece) : piece)).join('&')}`;
        expect(parseFragment(fragment)).toEqual({ experiment, display, rejected: [] });
      }),
      RUNS,
    );
  });
});

describe('a malformed fragment', () => {
  it('made of good and bad pieces names exactly the bad keys, and what is good is used (2,000)', () => {
    fc.assert(
      fc.property(goodAndBadPieces(), (pieces) => {
        const fragment = pieces.map(({ text }) => text).join('&');
        const { experiment, display, rejected } = parseFragment(fragment);
        expectValid(experiment);
        const bad = pieces.filter((piece) => piece.bad);
        expect([...new Set(rejected.map(({ key }) => key))].sort()).toEqual(bad.map(({ key }) => key).sort());
        for (const { key, value } of bad) {
          expect(rejected.some((notice) => notice.key === key && notice.value === value)).toBe(true);
        }
        const good = parseFragment(pieces.flatMap(({ text, bad }) => (bad ? [] : [text])).join('&'));
        // A bad arm may be in use in part.
        const arms = bad.some(({ key }) => key === 'arm') ? experiment.arms : good.experiment.arms;
        expect({ experiment, display }).toEqual({ experiment: { ...good.experiment, arms }, display: good.display });
        expect(good.rejected).toEqual([]);
      }),
      RUNS,
    );
  });

  it('made by damaging a good one never throws, stays valid, and loses nothing in silence (2,000)', () => {
    const damaged = fc
      .tuple(validExperiment, validDisplay, fc.array(damage(), { minLength: 1, maxLength: 6 }))
      .map(([experiment, display, edits]) => edits.reduce((text, edit) => edit(text), serialise(experiment, display)));
    fc.assert(fc.property(damaged, expectNothingLostInSilence), RUNS);
  });

  it('of arbitrary Unicode, lone surrogates included, never throws and names every key that is none (2,000)', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...'#&=%;_.()+-0129aefrz\u0000\ud800é漢'), maxLength: 60 }),
      fc
        .array(fc.tuple(fc.string({ unit: 'binary' }), fc.string()))
        .map((pairs) => pairs.map((p) => p.join('=')).join('&')),
    );
    fc.assert(fc.property(anything, expectNothingLostInSilence), RUNS);
  });

  it('whose keys are names of object members is rejected like any other', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype']) {
      const { experiment, display, rejected } = parseFragment(`${key}=1`);
      expect({ experiment, display }).toEqual({ experiment: DEFAULT_EXPERIMENT, display: DEFAULT_DISPLAY });
      expect(rejected.map((notice) => [notice.key, notice.value])).toEqual([[key, '1']]);
    }
  });
});

interface Piece {
  readonly text: string;
  readonly key: string;
  readonly value: string;
}

/**
 * Every piece is either named in a notice with its key and value, or used: what is left after taking away the pieces
 * that notices name parses to the same experiment, without a notice.
 */
function expectNothingLostInSilence(fragment: string): void {
  const parsed = parseFragment(fragment);
  const { experiment, display, rejected } = parsed;
  expectValid(experiment);
  const pieces = piecesOf(fragment);
  const unknown = pieces.filter(({ key }) => !KEYS.includes(key)).map(({ key, value }) => [key, value]);
  const named = rejected.map(({ key, value }) => [key, value]);
  expect(named.filter(([key = '']) => !KEYS.includes(key)).sort()).toEqual(unknown.sort());
  for (const { key, value, sentence } of rejected) {
    expect(sentence).toContain(`${key.slice(0, 60)}`);
    expect(sentence).toContain(`${value.slice(0, 60)}`);
  }
  // The first of several values counts, so the named ones are taken from the end.
  const kept = pieces.slice();
  for (const [key, value] of named.filter(([name]) => name !== 'arm')) {
    const place = kept.findLastIndex((piece) => piece.key === key && piece.value === value);
    expect(place).toBeGreaterThanOrEqual(0);
    kept.splice(place, 1);
  }
  // A named arm may be in use in part: then the arms in use stand for all.
  const armNamed = rejected.some(({ key }) => key === 'arm');
  const texts = kept.filter(({ key }) => !(armNamed && key === 'arm')).map(({ text }) => text);
  const arms = armNamed ? experiment.arms.map((arm) => `arm=${writeArm(arm)}`) : [];
  expect(parseFragment([...texts, ...arms].join('&'))).toEqual({ experiment, display, rejected: [] });
}

/** The contract's own words: pieces between `&`, key before the first `=`, both percent-decoded where that works. */
function piecesOf(fragment: string): Piece[] {
  const decoded = (text: string): string => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  return (fragment.startsWith('#') ? fragment.slice(1) : fragment)
    .split('&')
    .filter((text) => text !== '')
    .map((text) => {
      const [key = '', ...value] = text.split('=');
      return { text, key: decoded(key), value: decoded(value.join('=')) };
    });
}

/** `arm=repu.2_init.he` as `arm=repu(2);init=he`. */
function asTyped(piece: string): string {
  const [activation = '', ...options] = piece.slice('arm='.length).split('_');
  const named = isFormula(activation)
    ? `formula:${formulaText(typedOf(activation).formula)}`
    : activation.replace(/\.(.*)$/, '($1)');
  const typed = [named, ...options.map((option) => option.replace('.', '='))];
  return `arm=${typed.join(';')}`;
}

/** In the order of the numbers drawn. */
function shuffled(pieces: readonly string[], order: readonly number[]): string[] {
  return pieces
    .map((piece, i) => ({ piece, place: order[i] ?? 0 }))
    .sort((a, b) => a.place - b.place)
    .map(({ piece }) => piece);
}

/** Every character of key and value as %XX, as no encoder need do but any may. */
function percentEncoded(piece: string): string {
  const { key, value } = piecesOf(piece)[0] as Piece;
  const encode = (text: string): string =>
    [...text].map((letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
  return `${encode(key)}=${encode(value)}`;
}

const random = (): fc.Arbitrary<number> => fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

/** One small injury: a stretch removed, doubled, replaced or moved, or its case changed. */
function damage(): fc.Arbitrary<(text: string) => string> {
  const insertion = fc.oneof(
    fc.constantFrom(
      '&',
      '=',
      '%',
      '%zz',
      '_',
      ';',
      '.',
      '(',
      ')',
      '+',
      '-',
      ' ',
      '0',
      '9',
      'e',
      '#',
      '&arm=',
      'k1.',
      'cb.2',
    ),
    fc.constantFrom(...KEYS.map((key) => `&${key}=`)),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  return fc.tuple(random(), random(), insertion, fc.nat({ max: 4 })).map(([from, share, inserted, kind]) => (text) => {
    const start = Math.floor(from * (text.length + 1));
    const end = start + Math.floor(share * share * 12);
    const [before, within, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
    const results = [
      before + after,
      before + within + within + after,
      before + inserted + after,
      before + inserted + within + after,
      before + within.toUpperCase() + after,
    ];
    return results[kind] as string;
  });
}

/** Values that no key takes as a number. */
const NO_NUMBER = [
  '',
  ' ',
  '5 ',
  ' 5',
  '+5',
  '-5',
  '-0',
  '0x10',
  '0b1',
  '05',
  '.5',
  '5.',
  '1e',
  '1e+1',
  '1E1',
  '1_0',
  '1,5',
  'NaN',
  'Infinity',
  'null',
  'true',
  '１０',
  '1e999',
  '1e-999',
  '5;',
  '%',
  '%zz',
  '%e0%a4%a',
  '=5',
  'full ',
  'Full',
];

const outside = (...texts: string[]): string[] => [...NO_NUMBER, ...texts];

/** For every single-valued key: values that it takes, and values that it does not. */
const EXAMPLES: Readonly<Record<string, { good: string[]; bad: string[] }>> = {
  task: { good: ['polynomial'], bad: ['', 'Polynomial', 'polynom', 'sine ', 'spiral', 'constructor'] },
  degree: { good: ['1', '10', '4.0', '1e1'], bad: outside('0', '11', '2.5') },
  noise: { good: ['0', '1', '0.25', '1e-3'], bad: outside('1.0001', '2') },
  sobolev: { good: ['0', '100', '0.1', '1e-3'], bad: outside('-1', '100.1') },
  depth: { good: ['2', '64', '6e1'], bad: outside('1', '65', '9.5', '0') },
  width: { good: ['4', '512'], bad: outside('3', '513', '64.5') },
  batch: { good: ['1', '4096', 'full'], bad: outside('0', '4097', '1.5') },
  opt: { good: ['sgd', 'momentum', 'adam'], bad: ['', 'ADAM', 'adamw', 'sgd,adam'] },
  lr: { good: ['1e-6', '10', '0.5'], bad: outside('0', '9e-7', '10.001') },
  seed: { good: ['0', '4294967295'], bad: outside('4294967296', '0.5') },
  replicas: { good: ['1', '64'], bad: outside('0', '65', '1.5') },
  steps: { good: ['0', '1000000', '1e6'], bad: outside('1000001', '0.1') },
  play: { good: ['0', '1'], bad: ['', 'true', '2', '00', '-1'] },
  engine: { good: ['auto', 'tfjs-cpu'], bad: ['', 'webgpu', 'tfjs_cpu', 'Auto'] },
  theme: { good: ['auto', 'dark'], bad: ['', 'black', 'Light'] },
  story: { good: ['1', '7'], bad: outside('0', '10', '1.5') },
  arm: {
    good: ['relu', 'repu(3)', 'tanh_init.he_k1.2', 'mrepu.2;init=custom;cb=0.5;k1=0.75', 'leaky-relu.0.01'],
    bad: [
      '',
      'repu',
      'repu.6',
      'repu.2.5',
      'repu.+2',
      'relu.1',
      'relu()',
      'ReLU',
      'repu(2',
      'tanh_',
      'tanh_init',
      'tanh_init.',
      'tanh_init.kaiming',
      'tanh_cw.1',
      'tanh_init.he_cb.0',
      'tanh_init.custom_cw.0',
      'tanh_init.custom_cb.2_k1.2',
      'tanh_k1.0',
      'tanh_k1.1e7',
      'tanh_k1.1_k1.2',
      'tanh,init=he',
      'tanh_lr.0.1',
      'constructor',
      '%ff',
    ],
  },
  freq: { good: [], bad: ['2', ''] },
  basis: { good: ['monomial', 'chebyshev'], bad: ['', 'Chebyshev', 'legendre'] },
  points: { good: [], bad: ['64'] },
  view: { good: ['full', 'embed', 'talk'], bad: ['', 'Talk', 'poster'] },
  panels: {
    good: ['loss', 'loss_fit', 'phase_variance_kernel'],
    bad: ['', 'loss_loss', 'loss_', '_', 'Loss', 'loss,fit'],
  },
  controls: { good: ['none', 'play', 'all'], bad: ['', 'some'] },
  strip: { good: ['depth', 'depth_k1', 'k1.4_lr'], bad: ['', 'depth_depth', 'depth_k1_lr', 'k1.5', 'k1_', 'cw'] },
};

/** Pieces of distinct keys, each known to be good or bad; the task is the polynomial, to which `freq` is foreign. */
function goodAndBadPieces(): fc.Arbitrary<(Piece & { bad: boolean })[]> {
  const known = fc.constantFrom(...Object.entries(EXAMPLES)).chain(([key, { good, bad }]) =>
    fc
      .constantFrom(...good.map((value) => ({ value, bad: false })), ...bad.map((value) => ({ value, bad: true })))
      .map(({ value, bad: isBad }) => ({
        key,
        value: decodedIfPossible(value),
        text: `${key}=${value}`,
        bad: isBad,
      })),
  );
  const unknown = fc
    .tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))
    .filter(([key]) => !Object.hasOwn(EXAMPLES, key))
    .map(([key, value]) => ({
      key,
      value,
      text: `${encodeURIComponent(key)}=${encodeURIComponent(value)}`,
      bad: true,
    }));
  return fc.uniqueArray(fc.oneof({ weight: 4, arbitrary: known }, unknown), {
    selector: ({ key }) => key,
    maxLength: 12,
  });
}

function decodedIfPossible(value: string): string {
  return piecesOf(`key=${value}`)[0]?.value ?? '';
}
