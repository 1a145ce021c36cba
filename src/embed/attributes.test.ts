import { describe, expect, it } from 'vitest';
import { fragmentOf } from './attributes.ts';

describe('attributes of the element', () => {
  it('are keys of the permalink, arms separated by spaces', () => {
    expect(
      fragmentOf([
        ['arm', ' repu.2_init.he  mrepu.2 '],
        ['depth', '12'],
        ['class', 'wide'],
        ['data-id', '3'],
        ['aria-label', 'x'],
      ]),
    ).toBe('arm=repu.2_init.he&arm=mrepu.2&depth=12');
  });

  it('may have a formula for an arm, without blanks', () => {
    const fragment = fragmentOf([['arm', 'formula:z*max(0,z+a)^2;a=2 relu']]);
    expect(decodeURIComponent(fragment)).toBe('arm=formula:z*max(0,z+a)^2;a=2&arm=relu');
  });

  it('cannot smuggle in further keys', () => {
    expect(fragmentOf([['depth', '3&width=9']])).toBe('depth=3%26width%3D9');
  });
});
