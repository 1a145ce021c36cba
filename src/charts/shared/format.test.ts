import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAlike,
  formatLog10,
  formatLog10Alike,
  formatNumber,
  formatParameter,
  powerOfTen,
  superscriptRuns,
} from './format.ts';

describe('powers of ten', () => {
  it('are written with superscripts, signs included', () => {
    expect([0, 10, -12, 122, 0.4, -0.2].map(powerOfTen)).toEqual(['10⁰', '10¹⁰', '10⁻¹²', '10¹²²', '10⁰', '10⁰']);
  });

  it('beyond any sensible exponent only say that they are beyond, and never show NaN or Infinity', () => {
    expect([1e20, -1e20, Number.POSITIVE_INFINITY].map(powerOfTen)).toEqual(['> 10⁹⁹⁹⁹', '< 10⁻⁹⁹⁹⁹', '> 10⁹⁹⁹⁹']);
    expect([Number.NEGATIVE_INFINITY, Number.NaN].map(powerOfTen)).toEqual(['0', 'unknown']);
    fc.assert(fc.property(fc.double(), (log10) => !/NaN|Infinity|e/.test(powerOfTen(log10))));
  });
});

describe('numbers', () => {
  it('are plain near one and a mantissa with a power of ten elsewhere', () => {
    expect([0.0014, 0.67, 1, 67, 1234].map(formatNumber)).toEqual(['0.0014', '0.67', '1.0', '67', '1200']);
    expect([9.99e-5, -2.5e7, 0].map(formatNumber)).toEqual(['1.0·10⁻⁴', '−2.5·10⁷', '0']);
    expect(formatLog10(60.89)).toBe('7.8·10⁶⁰');
    expect(formatLog10(122)).toBe('10¹²²');
  });

  it('that are compared have one notation', () => {
    const written = (...values: number[]) => values.map(formatAlike(values));
    expect(written(0.0031, 0.15)).toEqual(['0.0031', '0.15']);
    expect(written(3.1e-5, 0.15)).toEqual(['3.1·10⁻⁵', '1.5·10⁻¹']);
    expect(written(1100, 199000)).toEqual(['1100', '200\u202f000']);
    expect(written(0.2, 1e7, -3)).toEqual(['2.0·10⁻¹', '1.0·10⁷', '−3.0·10⁰']);
    expect(written(0, 0.5)).toEqual(['0', '0.50']);
    expect(written(1e-320, 1e300).join()).toBe('10⁻³²⁰,10³⁰⁰');
  });

  it('of a table have one notation and as many digits, far beyond float64 too', () => {
    const written = (...log10s: number[]) => log10s.map(formatLog10Alike(log10s, 4));
    expect(written(-2.857, 0, 3.5)).toEqual(['0.001390', '1.000', '3162']);
    expect(written(-2.857, 0, 38.2)).toEqual(['1.390·10⁻³', '1.000·10⁰', '1.585·10³⁸']);
    expect(written(Number.NEGATIVE_INFINITY, 0, 400)).toEqual(['0', '1.000·10⁰', '10⁴⁰⁰']);
    expect(written(Math.log10(99999), 0)).toEqual(['100\u202f000', '1.000']);
    expect(written(Math.log10(12345.6), 5.2)).toEqual(['12\u202f350', '158\u202f500']);
  });

  it('that are parameters keep what was chosen', () => {
    expect([64, 1_000_000, 0.5, 2 / 3, 0.00139, 0.0001, 1e-5, 1.5e-5, -0.25].map(formatParameter)).toEqual([
      '64',
      '1000000',
      '0.5',
      '0.667',
      '0.00139',
      '0.0001',
      '0.00001',
      '1.5·10⁻⁵',
      '−0.25',
    ]);
  });

  it('keep their value to two significant digits, read back', () => {
    fc.assert(
      fc.property(fc.double({ min: -90, max: 90, noNaN: true }), (log10) => {
        const plain = superscriptRuns(formatLog10(log10))
          .map(({ raised, characters }) => (raised ? `^${characters.replace('−', '-')}` : characters))
          .join('');
        const [mantissa = '', exponent = '0'] = plain.split('·10^');
        const value = Math.log10(Number(mantissa)) + Number(exponent);
        expect(Math.abs(value - log10)).toBeLessThan(Math.log10(1.051));
      }),
    );
  });
});

describe('runs of superscripts', () => {
  it('become ordinary digits marked as raised, and nothing is lost', () => {
    expect(superscriptRuns('|z| > 3.4·10⁻³⁸ now')).toEqual([
      { raised: false, characters: '|z| > 3.4·10', start: 0 },
      { raised: true, characters: '−38', start: 12 },
      { raised: false, characters: ' now', start: 15 },
    ]);
    expect(superscriptRuns('')).toEqual([]);
  });
});
