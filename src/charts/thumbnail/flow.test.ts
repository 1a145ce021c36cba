import { describe, expect, it } from 'vitest';
import { FLOAT32_BOTTOM, FLOAT32_TOP } from '../hero/domain.ts';
import { flowPaths } from './flow.ts';

describe('the small picture of a preset', () => {
  it('runs from layer to layer inside its box', () => {
    // From one end of float32 to the other, past K = 1, like the main chart.
    expect(flowPaths([[FLOAT32_BOTTOM, 0, FLOAT32_TOP]], 66, 42)).toEqual(['M3.0,39.0L33.0,20.8L63.0,3.0']);
  });

  it('ends where a curve leaves the picture, and never holds what is not finite', () => {
    const [up, down] = flowPaths(
      [
        [0, 100, 400],
        [0, Number.NEGATIVE_INFINITY, 0],
      ],
      66,
      42,
    );
    expect(up?.split('L')).toHaveLength(2);
    expect(down?.split('L')).toHaveLength(2);
    expect(`${up}${down}`).not.toMatch(/NaN|Infinity/);
  });

  it('without layers draws nothing', () => {
    expect(flowPaths([[]], 66, 42)).toEqual(['']);
  });
});
