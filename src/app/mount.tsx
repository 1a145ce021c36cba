import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { createActions } from './store/actions.ts';
import { LabProvider } from './store/LabContext.tsx';
import { syncPermalink } from './store/permalinkSync.ts';
import { createLabStore } from './store/store.ts';
import { createTrainer } from './store/trainer.ts';

/** Builds the page into an element, as the address says, and starts training once it has been painted. */
export function mount(element: HTMLElement): void {
  const store = createLabStore(window.location.hash);
  const trainer = createTrainer(store);
  const actions = createActions(store, trainer);
  document.documentElement.dataset.theme = store.getState().display.theme;
  createRoot(element).render(
    <StrictMode>
      <LabProvider value={{ store, actions }}>
        <App />
      </LabProvider>
    </StrictMode>,
  );
  syncPermalink(store, actions);
  afterPaint(() => trainer.begin());
}

/** After the first paint; in a hidden tab, which is never painted, at once. */
function afterPaint(action: () => void): void {
  if (document.hidden) setTimeout(action);
  else requestAnimationFrame(() => setTimeout(action));
}
