import { describe, expect, it } from 'vitest';
import { PANELS } from '../../experiment/experiment.ts';
import { keyOfPanel, panelOfKey, TALK_PANELS, withPanel } from './talkPanels.ts';

describe('a panel that is called for', () => {
  it('goes where it is shown, but for the last one', () => {
    expect(withPanel(TALK_PANELS, 'loss')).toEqual(['variance', 'fit']);
    expect(withPanel(['gradient'], 'gradient')).toEqual(['gradient']);
  });

  it('comes in the permalink’s order, and leaves that of the others', () => {
    expect(withPanel(['variance', 'fit'], 'loss')).toEqual(['variance', 'loss', 'fit']);
    expect(withPanel(['loss', 'fit'], 'variance')).toEqual(['variance', 'loss', 'fit']);
    expect(withPanel(['loss', 'variance'], 'phase')).toEqual(['loss', 'variance', 'phase']);
  });

  it('takes the place of the last of three', () => {
    expect(withPanel(TALK_PANELS, 'kernel')).toEqual(['variance', 'loss', 'kernel']);
    expect(withPanel(['variance', 'loss', 'fit', 'metric'], 'kernel')).toEqual(['variance', 'loss', 'kernel']);
  });
});

it('the digits from 1 to 9 are keys of the first nine panels', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(panelOfKey)).toEqual(PANELS.slice(0, 9));
  expect([panelOfKey(0), panelOfKey(99)]).toEqual([null, null]);
  for (const name of PANELS) {
    const key = keyOfPanel(name);
    if (PANELS.indexOf(name) < 9) expect(key !== null && panelOfKey(key)).toBe(name);
    else expect(key).toBeNull();
  }
});
