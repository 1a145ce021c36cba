import { describe, expect, test } from 'vitest';
import { FORMULAS } from '../activations/samples.ts';
import { derivativeOf } from '../formula/derivative.ts';
import { evaluated } from '../formula/evaluate.ts';
import { FORMS, float32Forms } from '../formula/float32/forms.ts';
import { FLOAT32_MAX, float32Of } from '../formula/float32/simulate.ts';

/** Both signs, from 1e-38 to the largest that the engines let pass, and closely through where functions bend. */
const GRID = Float32Array.from([
  ...Array.from({ length: 76 * 12 + 1 }, (_, i) => 10 ** (i / 12 - 38)).flatMap((z) => [z, -z]),
  ...Array.from({ length: 3201 }, (_, i) => (i - 1600) / 16),
]);

describe.each(FORMULAS)('%s in float32', (_, formula) => {
  test.each(FORMS.map((form, order) => [form, order] as const))(
    '%s: no operation leaves float32 on the way to a value within it',
    (form, order) => {
      const exact = evaluated(derivativeOf(formula, order));
      const engine = float32Of(float32Forms(formula)[form], true);
      // A factor of two for what is summed up on the way.
      const held = GRID.filter((z) => Math.abs(exact(z)) < FLOAT32_MAX / 2);
      expect(held.length).toBeGreaterThan(1500);
      expect([...held.filter((z) => !Number.isFinite(engine(z)))]).toEqual([]);
    },
  );
});
