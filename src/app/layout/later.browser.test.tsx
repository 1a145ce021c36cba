import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { later } from './later.tsx';

const Greeting = ({ name }: { readonly name: string }) => <p>Hello {name}</p>;

test('the fallback stands until the part has come', async () => {
  let come = (_: typeof Greeting) => {};
  const Part = later(
    () =>
      new Promise<typeof Greeting>((resolve) => {
        come = resolve;
      }),
    <p>Not yet</p>,
  );
  const screen = await render(<Part name="z" />);
  await expect.element(screen.getByText('Not yet')).toBeVisible();
  come(Greeting);
  await expect.element(screen.getByText('Hello z')).toBeVisible();
  await expect.element(screen.getByText('Not yet')).not.toBeInTheDocument();
});

test('a preloaded part is there at once, and is loaded once', async () => {
  const load = vi.fn(async () => Greeting);
  const Part = later(load);
  Part.preload();
  Part.preload();
  await Promise.resolve();
  const { container } = await render(<Part name="z" />);
  expect(container.textContent).toBe('Hello z');
  expect(load).toHaveBeenCalledOnce();
});

test('a part that cannot be had is a sentence in its place; the next time it is asked for again', async () => {
  const load = vi.fn(async () => Greeting).mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const Part = later(load);
  const screen = await render(
    <div>
      <Part name="z" />
      <p>The rest</p>
    </div>,
  );
  await expect
    .element(screen.getByRole('alert'))
    .toHaveTextContent('This part of the page could not be loaded (Failed to fetch). Reload the page to try again.');
  await expect.element(screen.getByText('The rest')).toBeVisible();
  await screen.unmount();
  const again = await render(<Part name="w" />);
  await expect.element(again.getByText('Hello w')).toBeVisible();
});
