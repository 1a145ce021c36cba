import { useEffect } from 'react';
import { useActions, useLab } from '../store/LabContext.tsx';
import { focusOf, shortcut } from './shortcuts.ts';

/** Nothing to be seen: the keys that stand for the controls. A chunk of its own, since nobody presses any before the first paint. */
export function Shortcuts() {
  const playing = useLab((state) => state.playing);
  // Without controls in sight, keys have no controls to stand for.
  const without = useLab(({ display: { view, story, controls } }) => view === 'embed' && !story && controls === 'none');
  const actions = useActions();
  useEffect(() => {
    if (without) return;
    const listen = (event: KeyboardEvent) => {
      // A view may have taken the key for itself.
      if (event.defaultPrevented) return;
      const action = shortcut(event, focusOf(event.target), playing, actions);
      if (action === null) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [playing, actions, without]);
  return null;
}
