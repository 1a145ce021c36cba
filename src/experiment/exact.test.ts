import { describe, expect, it } from 'vitest';
import { parseFragment, serialise } from './permalink.ts';
import { setup, variancesOf } from './setup.ts';

const XYZ = 'arm=mrepu.2_init.exact&task=monomial&depth=4';

describe('an arm that starts from exact weights', () => {
  it('represents the product, with the inputs as they are; theory is that of the critical start', () => {
    const { experiment, display, rejected } = parseFragment(XYZ);
    expect(rejected).toEqual([]);
    expect(serialise(experiment, display)).toBe(XYZ);
    const [arm] = setup(experiment).arms;
    expect(arm).toMatchObject({ exact: { p: 2, powers: [1, 1, 1] }, inputScale: 1, critical: null, best: null });
    const critical = setup({ ...experiment, arms: [{ ...experiment.arms[0]!, init: 'critical' }] }).arms[0];
    expect(arm && variancesOf(arm)).toEqual(critical && variancesOf(critical));
  });

  it.each([
    [`${XYZ}&arm=relu_init.exact`, 'init.exact goes with mrepu'],
    [`${XYZ}&arm=mrepu.2_init.exact_skip.1`, 'init.exact goes without skip and norm'],
    [`${XYZ}&arm=mrepu.2_init.exact_k1.0.5`, 'k1 goes with any init but exact, whose inputs stay as they are'],
    ['arm=mrepu.2_init.exact&task=monomial&depth=2', 'init.exact takes depth 3 or more for this product'],
    ['arm=mrepu.5_init.exact&task=monomial&variables=5&width=8', 'init.exact takes width 30 or more for this product'],
    ['arm=mrepu.2_init.exact&task=sine', 'init.exact goes with task=monomial, or task=polynomial with basis=monomial'],
  ])('%s cannot, and says why', (fragment, problem) => {
    const { experiment, rejected } = parseFragment(fragment);
    expect(rejected.map(({ sentence }) => sentence).join(' ')).toContain(problem);
    expect(experiment.arms.at(-1)?.k1).toBeNull();
    expect(parseFragment(serialise(experiment, parseFragment('').display)).rejected).toEqual([]);
  });

  it('whose present weights no longer fit, in a cell of a map say, is set up as critical', () => {
    const { experiment } = parseFragment(XYZ);
    const [arm] = setup({ ...experiment, width: 4 }).arms;
    expect(arm?.exact).toBeNull();
    expect(arm?.critical?.critical).toBe(true);
  });
});
