import { useState } from 'react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { ValueSlider } from './ValueSlider.tsx';

function Depth() {
  const [value, setValue] = useState(10);
  return (
    <ValueSlider
      name="Depth"
      unit="layers"
      help="Weight layers L."
      scale={{ kind: 'linear', min: 2, max: 64, step: 1 }}
      limits={{ label: 'depth', min: 2, max: 64, integer: true }}
      value={value}
      onChange={setValue}
      onReset={value === 10 ? null : () => setValue(10)}
      resetTo="10"
    />
  );
}

async function depth() {
  const screen = await render(<Depth />);
  return {
    slider: screen.getByRole('slider', { name: 'Depth' }),
    field: screen.getByRole('textbox', { name: 'Depth value' }),
    reset: screen.getByRole('button', { name: 'Reset depth to 10' }),
    alert: screen.getByRole('alert'),
  };
}

test('a typed value moves the slider', async () => {
  const { slider, field } = await depth();
  await userEvent.fill(field, '33');
  await userEvent.keyboard('{Enter}');
  await expect.element(slider).toHaveValue('33');
  await expect.element(slider).toHaveAttribute('aria-valuetext', '33 layers');
});

test('nonsense gets a sentence and the old value stays', async () => {
  const { slider, field, alert } = await depth();
  await userEvent.fill(field, 'deep');
  await userEvent.keyboard('{Enter}');
  await expect
    .element(alert)
    .toHaveTextContent('“deep” is not a number: depth is a whole number from 2 to 64. It stays at 10.');
  await expect.element(field).toHaveValue('10');
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  await expect.element(slider).toHaveValue('10');
});

test('the sentence goes when a good value is typed', async () => {
  const { field, alert } = await depth();
  await userEvent.fill(field, '65');
  await userEvent.keyboard('{Enter}');
  await expect.element(alert).toBeInTheDocument();
  await userEvent.fill(field, '64');
  await userEvent.keyboard('{Enter}');
  await expect.element(alert).not.toBeInTheDocument();
});

test('Escape leaves everything as it was', async () => {
  const { slider, field } = await depth();
  await userEvent.fill(field, '40');
  await userEvent.keyboard('{Escape}');
  await expect.element(field).toHaveValue('10');
  await expect.element(slider).toHaveValue('10');
});

test('arrow keys move the slider, and the reset brings it back', async () => {
  const { slider, field, reset } = await depth();
  await expect.element(reset).toBeDisabled();
  slider.element().focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowUp}');
  await expect.element(field).toHaveValue('13');
  await reset.click();
  await expect.element(field).toHaveValue('10');
  await expect.element(reset).toBeDisabled();
});

test('a click into the field selects the number, so that typing replaces it', async () => {
  const { slider, field } = await depth();
  await field.click();
  await userEvent.keyboard('21{Enter}');
  await expect.element(slider).toHaveValue('21');
});
