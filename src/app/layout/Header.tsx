import type { Display } from '../../experiment/experiment.ts';
import { Export } from '../export/Export.tsx';
import { Help } from '../help/Help.tsx';
import { Examples } from '../presets/Examples.tsx';
import { Share } from '../share/Share.tsx';
import { useActions, useLab } from '../store/LabContext.tsx';
import { StoryLink } from '../story/StoryLink.tsx';
import { PresentLink } from '../views/PresentLink.tsx';
import { Title } from './Title.tsx';
import { useOpened } from './useOpened.ts';

const PAPER_ADDRESS = 'https://arxiv.org/abs/2408.02697';

const THEMES: readonly { readonly value: Display['theme']; readonly label: string }[] = [
  { value: 'auto', label: 'System theme' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** What this is, and the way to everything else. */
export function Header() {
  const theme = useLab(({ display }) => display.theme);
  const { show } = useActions();
  // What leads away from the page can wait for the page's first picture; its place is there before.
  const opened = useOpened();
  return (
    <header aria-busy={!opened || undefined}>
      <Title />
      <nav aria-label="About">
        {opened && (
          <>
            <StoryLink />
            <PresentLink />
            <Examples />
          </>
        )}
        <a href={PAPER_ADDRESS}>The paper</a>
        {opened && (
          <>
            <Share />
            <Export />
            <Help />
            <select
              aria-label="Theme"
              value={theme}
              onChange={({ currentTarget }) => {
                const chosen = THEMES.find(({ value }) => value === currentTarget.value);
                if (chosen) show({ theme: chosen.value });
              }}
            >
              {THEMES.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </>
        )}
      </nav>
    </header>
  );
}
