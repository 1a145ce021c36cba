import { beforeAll, describe, expect, it } from 'vitest';
import { loadFormulas } from '../../activations/loadFormulas.ts';
import { parseFragment } from '../../experiment/permalink.ts';
import { PRESET_GROUPS, PRESETS } from '../../experiment/presets.ts';
import { learntOf } from './learntOf.ts';

beforeAll(loadFormulas);

const learnt = (fragment: string) => learntOf(parseFragment(fragment).experiment);

describe('what an example learns', () => {
  it('is shown of every example, which all stand under a heading', () => {
    for (const { fragment, group } of PRESETS) {
      expect(learnt(fragment)).not.toBeNull();
      expect(PRESET_GROUPS).toContain(group);
    }
    for (const group of PRESET_GROUPS) expect(PRESETS.some((preset) => preset.group === group)).toBe(true);
  });

  it('is a curve, two spirals, a front that has formed by the end, a digit, or a file', () => {
    const cubic = learnt('');
    expect(cubic?.kind === 'curves' && [cubic.curves[0]?.at(0), cubic.curves[0]?.at(-1)]).toEqual([-1, 1]);
    const spirals = learnt('task=spirals');
    expect(spirals?.kind === 'classes' && spirals.classes.map(({ length }) => length > 50)).toEqual([true, true]);
    const burgers = learnt('task=burgers');
    if (burgers?.kind !== 'curves') throw new Error('Burgers is a curve.');
    const steepest = (values: readonly number[]) =>
      Math.max(...values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? 0))));
    const [start = [], end = []] = burgers.curves;
    expect(steepest(end)).toBeGreaterThan(2 * steepest(start));
    expect(learnt('task=own')).toEqual({ kind: 'file' });
  });
});
