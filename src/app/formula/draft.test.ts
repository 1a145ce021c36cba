import { describe, expect, it } from 'vitest';
import { followed, isPending, started, typedInto } from './draft.ts';

const textInUse = () => 'canonical';
/** In this file a formula's link is its text; what ends in an operator is none. */
const linkOf = (text: string) => (/[*+]$/.test(text) ? null : text);
const follow = (draft: ReturnType<typeof started>, inUse: string) =>
  followed(draft, linkOf(draft.text), inUse, textInUse);

describe('what stands in the field', () => {
  it('is taken by the arm when it is another formula, and never when it is none', () => {
    const opened = started('z', 'z');
    expect(isPending(opened, 'z', 'z')).toBe(false);
    expect(isPending(typedInto(opened, 'z*a', 'z'), 'z*a', 'z')).toBe(true);
    expect(isPending(typedInto(opened, 'z*', 'z'), null, 'z')).toBe(false);
  });

  it('stays as it was typed while the arm follows', () => {
    const typed = typedInto(started('z', 'z'), 'z*a', 'z');
    expect(follow(typed, 'z').text).toBe('z*a');
    const taken = follow(typed, 'z*a');
    expect(taken).toMatchObject({ text: 'z*a', good: 'z*a' });
    expect(isPending(taken, 'z*a', 'z*a')).toBe(false);
    // The same object, so that nothing is drawn for it.
    expect(follow(taken, 'z*a')).toBe(taken);
  });

  it('keeps the last text that was in use, for Escape', () => {
    const wrong = typedInto(started('z + 0', 'z'), 'z*', 'z');
    expect(follow(wrong, 'z')).toMatchObject({ text: 'z*', good: 'z + 0' });
  });

  it('becomes the formula that the arm was given from elsewhere, and does not take its own back', () => {
    const taken = follow(typedInto(started('z', 'z'), 'z*a', 'z'), 'z*a');
    const back = follow(taken, 'z');
    expect(back.text).toBe('canonical');
    expect(isPending(taken, 'z*a', 'z')).toBe(false);
    expect(follow(typedInto(taken, 'z*', 'z*a'), 'z^2').text).toBe('canonical');
  });
});
