import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { parseFragment } from '../experiment/permalink.ts';
import { App } from './App.tsx';
import { ensureDataset } from './datasets/load.ts';
import { missingDataset } from './datasets/withLoadedData.ts';
import { LoadingProgress } from './layout/LoadingNote.tsx';
import { type Actions, createActions } from './store/actions.ts';
import { LabProvider } from './store/LabContext.tsx';
import { pauseUnseen } from './store/pauseUnseen.ts';
import { syncPermalink } from './store/permalinkSync.ts';
import { createLabStore, type LabStore } from './store/store.ts';
import { createTrainer } from './store/trainer.ts';

/** Builds the page into an element, as the address says, and starts training once it has been painted. */
export function mount(element: HTMLElement): void {
  const root = createRoot(element);
  const wanted = parseFragment(window.location.hash);
  document.documentElement.dataset.theme = wanted.display.theme;
  const missing = missingDataset(wanted.experiment);
  if (missing === null || missing === 'own') {
    begin(root, element);
    return;
  }
  const progress = (fraction: number | null) => root.render(<LoadingProgress dataset={missing} fraction={fraction} />);
  progress(null);
  // What cannot be loaded is told by the notices of the page, which then begins with another task.
  ensureDataset(missing, progress).then(
    () => begin(root, element),
    ({ message }: Error) => begin(root, element, [message]),
  );
}

function begin(root: Root, element: HTMLElement, messages: readonly string[] = []): void {
  const store = createLabStore(window.location.hash);
  if (messages.length > 0) store.setState({ messages });
  const trainer = createTrainer(store);
  const actions = createActions(store, trainer);
  root.render(
    <StrictMode>
      <LabProvider value={{ store, actions }}>
        <App />
      </LabProvider>
    </StrictMode>,
  );
  syncPermalink(store, actions);
  pauseUnseen(store, actions, element);
  afterPaint(() => {
    trainer.begin();
    if (window.parent !== window) void listenToParent(store, actions);
  });
}

/** In a frame: the messages of the page around it. */
async function listenToParent(store: LabStore, actions: Actions): Promise<void> {
  const [{ serveParent }, { labPort }] = await Promise.all([
    import('../embed/frame.ts'),
    import('../embed/labPort.ts'),
  ]);
  // Where the browser does not tell who embeds, the parent's first message does.
  const origin = window.location.ancestorOrigins?.[0] ?? null;
  serveParent(labPort(store, actions), window, origin);
}

/** After the first paint; in a hidden tab, which is never painted, at once. */
function afterPaint(action: () => void): void {
  if (document.hidden) setTimeout(action);
  else requestAnimationFrame(() => setTimeout(action));
}
