import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { useMoves } from './useMoves.ts';

/** A text to swipe over, and a pad that draws. */
function Page({ onMove }: { readonly onMove: (move: string) => void }) {
  useMoves(onMove);
  return (
    <>
      <p>text</p>
      <div style={{ touchAction: 'none' }}>
        <b>pad</b>
      </div>
    </>
  );
}

test('a swipe over text moves, one that draws or drags does not', async () => {
  const onMove = vi.fn();
  const { container } = await render(<Page onMove={onMove} />);
  const swipe = (selector: string) => {
    const target = container.querySelector(selector) as Element;
    const touch = (clientX: number) => new Touch({ identifier: 1, target, clientX, clientY: 100 });
    target.dispatchEvent(new TouchEvent('touchstart', { touches: [touch(300)], bubbles: true }));
    target.dispatchEvent(new TouchEvent('touchend', { changedTouches: [touch(100)], bubbles: true }));
  };
  swipe('b');
  expect(onMove).not.toHaveBeenCalled();
  swipe('p');
  expect(onMove).toHaveBeenCalledExactlyOnceWith('next');
});
