import { describe, expect, it } from 'vitest';
import { absence, annotated, NOT_COMPARED, summary } from './summary.mjs';

describe('the end of npm test', () => {
  const tried = (...types: string[]) => ({ tests: [{ annotations: types.map((type) => ({ type })) }] });

  it('counts the tests that could not compare their picture, at any depth of suites', () => {
    const report = {
      suites: [
        { specs: [tried(), tried(NOT_COMPARED)], suites: [{ specs: [tried('seconds', NOT_COMPARED)] }] },
        { specs: [] },
      ],
    };
    expect(annotated(report, NOT_COMPARED)).toBe(2);
    expect(annotated({ suites: [] }, NOT_COMPARED)).toBe(0);
  });

  it('names each browser that was not there', () => {
    expect(absence({ firefox: {}, webkit: {} })).toEqual([]);
    expect(absence({ firefox: {} })).toEqual([
      'WebKit was not tried: it is not on this machine and could not be installed.',
    ]);
  });

  it('is the sum alone on its last line, after what was passed over', () => {
    expect(summary({ passed: 3, failed: 1, skipped: 0 }, [])).toBe('3 passed, 1 failed');
    expect(summary({ passed: 3, failed: 0, skipped: 2 }, ['WebKit was not tried.'])).toBe(
      'WebKit was not tried.\n3 passed, 0 failed, 2 skipped',
    );
  });
});
