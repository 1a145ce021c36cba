import type { Display } from '../../experiment/experiment.ts';
import { serialise } from '../../experiment/permalink.ts';
import { PRESETS } from '../../experiment/presets.ts';
import { useActions, useLab } from '../store/LabContext.tsx';

const PAPER_ADDRESS = 'https://arxiv.org/abs/2408.02697';

const THEMES: readonly { readonly value: Display['theme']; readonly label: string }[] = [
  { value: 'auto', label: 'Theme: as the system' },
  { value: 'light', label: 'Theme: light' },
  { value: 'dark', label: 'Theme: dark' },
];

/** What this is, in a title and one sentence. */
export function Header() {
  const theme = useLab(({ display }) => display.theme);
  const { show } = useActions();
  return (
    <header>
      <h1>Why deep networks live or die by their activation</h1>
      <p>
        Deep networks, alike but for their activation, train live in your browser beside the theory that predicts their
        fate.
      </p>
      <nav aria-label="About">
        <Examples />
        <a href={PAPER_ADDRESS}>The paper</a>
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
      </nav>
    </header>
  );
}

/** Presets. Choosing one is following a link: Back returns. */
export function Examples() {
  const experiment = useLab((state) => state.experiment);
  const display = useLab((state) => state.display);
  const present = serialise(experiment, { ...display, play: true, theme: 'auto' });
  const chosen = PRESETS.findIndex(({ fragment }) => fragment === present);
  return (
    <select
      aria-label="Examples"
      title={PRESETS[chosen]?.sentence}
      value={chosen}
      onChange={({ currentTarget }) => {
        const preset = PRESETS[Number(currentTarget.value)];
        if (preset) window.location.hash = withTheme(preset.fragment, display.theme);
      }}
    >
      {chosen < 0 && <option value={-1}>Examples</option>}
      {PRESETS.map(({ name }, index) => (
        <option key={name} value={index}>
          {name}
        </option>
      ))}
    </select>
  );
}

const withTheme = (fragment: string, theme: Display['theme']): string =>
  [fragment, theme === 'auto' ? '' : `theme=${theme}`].filter((part) => part !== '').join('&');
