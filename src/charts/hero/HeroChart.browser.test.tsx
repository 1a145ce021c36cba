import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { HeroChart } from './HeroChart.tsx';
import type { VarianceArm } from './types.ts';

const arm: VarianceArm = {
  slot: 0,
  label: 'RePU(2)',
  predictedLog10: [0, 1, 3, 1e20],
  band: [null, null, null, null],
  ghostLog10: [0, 1, 3, null],
  measuredLog10: [0, 1, 3, null],
  spread: null,
  failure: { kind: 'overflow', layer: 4, step: 0 },
};

it('reads every layer with the arrow keys, in words for a screen reader and as a table in the picture', async () => {
  const layers: (number | null)[] = [];
  await render(
    <HeroChart
      width={700}
      height={430}
      depth={4}
      arms={[arm]}
      title="Variance"
      description="RePU grows."
      onHoverLayer={(layer) => layers.push(layer)}
    />,
  );
  await userEvent.keyboard('{Tab}{ArrowRight}');
  const slider = page.getByRole('slider', { name: 'Read the values at layer' });
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'Layer 2. RePU(2): measured 10, theory 10.');
  await expect.element(page.getByText('layer 2')).toBeInTheDocument();
  await userEvent.keyboard('{End}');
  await expect
    .element(slider)
    .toHaveAttribute('aria-valuetext', 'Layer 4. RePU(2): measured not finite, theory > 10⁹⁹⁹⁹.');
  expect(layers).toEqual([1, 2, 4]);
});

it('is one image with a name and a description, and no svg attribute is NaN', async () => {
  const { container } = await render(
    <HeroChart width={700} height={430} depth={4} arms={[arm]} title="Variance" description="RePU grows." />,
  );
  const image = page.getByRole('img', { name: 'Variance' });
  await expect.element(image).toHaveAccessibleDescription('RePU grows.');
  expect(container.innerHTML).toContain('overflow, layer 4');
  expect(container.innerHTML).not.toMatch(/NaN|Infinity/);
});
