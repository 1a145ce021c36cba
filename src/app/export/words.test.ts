import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped, wrapped } from './words.ts';

describe('wrapped text', () => {
  it('breaks at spaces', () => {
    expect(wrapped('one two three', 8)).toEqual(['one two', 'three']);
  });

  it('breaks an address that is longer than a line', () => {
    expect(wrapped('see https://example.org/#arm=relu now', 10)).toEqual([
      'see',
      'https://ex',
      'ample.org/',
      '#arm=relu',
      'now',
    ]);
  });

  it('loses nothing, and no line is too long', () => {
    const text = fc.array(fc.stringMatching(/^[a-z]{1,30}$/)).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (words, characters) => {
        const lines = wrapped(words, characters);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.replaceAll(' ', ''));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(characters);
      }),
    );
  });
});

it('text from outside cannot become markup', () => {
  expect(escaped('<a href="x">&')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;');
});
