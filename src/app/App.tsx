import { type ComponentType, useEffect } from 'react';
import type { ViewName } from '../experiment/experiment.ts';
import { Arms } from './controls/Arms.tsx';
import { Header } from './layout/Header.tsx';
import { LoadingNote } from './layout/LoadingNote.tsx';
import { later } from './layout/later.tsx';
import { Notices } from './layout/Notices.tsx';
import { useOpened } from './layout/useOpened.ts';
import { HeroPanel } from './panels/HeroPanel.tsx';
import { Verdicts } from './panels/Verdicts.tsx';
import { useLab } from './store/LabContext.tsx';

const BesideHero = later(async () => (await import('./panels/RestOfPage.tsx')).BesideHero);
const BelowCharts = later(async () => (await import('./panels/RestOfPage.tsx')).BelowCharts);
const EmbedView = later(async () => (await import('./views/EmbedView.tsx')).EmbedView);
const TalkView = later(async () => (await import('./views/TalkView.tsx')).TalkView);
const Shortcuts = later(async () => (await import('./controls/Shortcuts.tsx')).Shortcuts);
const Toasts = later(async () => (await import('./layout/Toasts.tsx')).Toasts);
const StoryView = later(async () => (await import('./story/StoryView.tsx')).StoryView);

const VIEWS: Readonly<Record<ViewName, ComponentType>> = { full: FullView, embed: EmbedView, talk: TalkView };

export function App() {
  useTheme();
  const View = useLab(({ display }) => (display.story === null ? VIEWS[display.view] : StoryView));
  return (
    <>
      <View />
      <LoadingNote />
      <Toasts />
      <Shortcuts />
    </>
  );
}

/**
 * The whole page. Order in the document is that of a phone: verdicts and the main chart first. On a wide window the
 * sidebar stands beside all the rest and decides nothing of its size.
 */
function FullView() {
  const opened = useOpened();
  // On its way while the first picture is drawn.
  useEffect(() => {
    Arms.preload();
    BesideHero.preload();
    BelowCharts.preload();
  }, []);
  // What is shown still belongs to another task.
  const changing = useLab(
    ({ shown, experiment }) => shown !== null && shown.experiment.task.name !== experiment.task.name,
  );
  return (
    <>
      <Header />
      <Notices />
      <main>
        <div className="lab" data-changing={changing}>
          <Verdicts />
          <HeroPanel />
          <Arms />
          {opened && <BesideHero />}
        </div>
        {opened && <BelowCharts />}
      </main>
    </>
  );
}

/** `auto` leaves it to the system. */
function useTheme() {
  const theme = useLab(({ display }) => display.theme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
}
