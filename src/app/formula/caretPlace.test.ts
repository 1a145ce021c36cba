import { describe, expect, it } from 'vitest';
import { caretPlace } from './caretPlace.ts';

/** A field of 200 pixels whose signs are 10 wide. */
const place = (character: number, scrolled = 0) => caretPlace(10 * character, scrolled, 200, 10);

describe('the sign that points at a character', () => {
  it('stands under it', () => {
    expect(place(0)).toEqual({ left: 0, sign: '^' });
    expect(place(7)).toEqual({ left: 70, sign: '^' });
  });

  it('goes with the text where the field is scrolled', () => {
    expect(place(30, 150)).toEqual({ left: 150, sign: '^' });
    expect(place(15, 150)).toEqual({ left: 0, sign: '^' });
  });

  it('points to the side on which the character has left the field', () => {
    expect(place(3, 150)).toEqual({ left: 0, sign: '‹' });
    expect(place(40, 150)).toEqual({ left: 190, sign: '›' });
  });

  it('stands at the end where something is missing behind the last character of a full field', () => {
    expect(place(20)).toEqual({ left: 190, sign: '^' });
  });

  it('stays in a field that is narrower than itself', () => {
    expect(caretPlace(0, 0, 4, 10)).toEqual({ left: 0, sign: '^' });
  });
});
