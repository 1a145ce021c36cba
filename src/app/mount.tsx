import { StrictMode, startTransition, useEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { loadFormulas } from '../activations/loadFormulas.ts';
import { namesFormula, parseFragment } from '../experiment/permalink.ts';
import { errorMessage } from '../lib/errorMessage.ts';
import { App } from './App.tsx';
import { ensureDataset } from './datasets/load.ts';
import { missingDataset } from './datasets/withLoadedData.ts';
import { afterPaint } from './layout/afterPaint.ts';
import { ErrorBoundary } from './layout/ErrorBoundary.tsx';
import { LoadingPage } from './layout/LoadingNote.tsx';
import { later } from './layout/later.tsx';
import { type Actions, createActions } from './store/actions.ts';
import { LabProvider } from './store/LabContext.tsx';
import { mendAddress } from './store/mendAddress.ts';
import type { Watch } from './store/pauseUnseen.ts';
import { syncPermalink } from './store/permalinkSync.ts';
import { createLabStore, type LabStore, withMessage } from './store/store.ts';
import { createTrainer } from './store/trainer.ts';
import { addressOf } from './views/address.ts';

const Stopped = later(async () => (await import('./layout/Stopped.tsx')).Stopped);

/** Builds the page into an element, as the address says, and starts training once it has been painted. */
export async function mount(element: HTMLElement): Promise<void> {
  const root = createRoot(element);
  const repairs = await mendAddress();
  // Where it fails, a notice of the page says what could not be read.
  if (namesFormula(window.location.hash)) await loadFormulas().catch(() => {});
  const wanted = parseFragment(window.location.hash);
  document.documentElement.dataset.theme = wanted.display.theme;
  const missing = missingDataset(wanted.experiment);
  if (missing === null || missing === 'own') {
    begin(root, element, repairs);
    return;
  }
  const titled = wanted.display.view === 'full' && wanted.display.story === null;
  const progress = (fraction: number | null) =>
    root.render(<LoadingPage titled={titled} dataset={missing} fraction={fraction} />);
  progress(null);
  // What cannot be loaded is told by the notices of the page, which then begins with another task.
  ensureDataset(missing, progress).then(
    () => begin(root, element, repairs),
    ({ message }: Error) => begin(root, element, repairs, [message]),
  );
}

/** Nothing can be trained, which the page says; theory goes on. */
function withoutClient(store: LabStore, fault: unknown): void {
  const message = `The code that trains could not be loaded (${errorMessage(fault)}). Reload the page to try again.`;
  store.setState(({ messages, run }) => ({ messages: withMessage(messages, message), failedRun: run, playing: false }));
}

function begin(root: Root, element: HTMLElement, toasts: readonly string[], messages: readonly string[] = []): void {
  const store = createLabStore(window.location.hash);
  store.setState({ toasts, messages });
  const trainer = createTrainer(store);
  const actions = createActions(store, trainer);
  // On its way while the page is painted.
  const client = import('../engine/client.ts');
  let begun = false;
  // Once, though development's strict mode mounts everything twice.
  const train = () => {
    if (!begun) {
      afterPaint(() =>
        client.then(({ createLab }) => trainer.begin(createLab)).catch((fault) => withoutClient(store, fault)),
      );
    }
    begun = true;
  };
  // As a transition the page is rendered in slices, which leave the browser free in between.
  startTransition(() =>
    root.render(
      <StrictMode>
        <ErrorBoundary instead={(fault) => <Stopped fault={fault} address={addressOf(store.getState())} />}>
          <LabProvider value={{ store, actions }}>
            <App />
            <OnceMounted then={train} />
          </LabProvider>
        </ErrorBoundary>
      </StrictMode>,
    ),
  );
  syncPermalink(store, actions);
  // Whether anybody looks is asked once there is something to see.
  const watch = import('./store/pauseUnseen.ts').then(({ pauseUnseen }) => pauseUnseen(store, actions, element));
  // Without it a drag moves the charts; nothing else hangs on it.
  import('./layout/holdStill.ts').then(
    ({ holdStill }) => holdStill(store, element),
    () => {},
  );
  // Without it a tip opens right after its word, and a card in the middle of the window.
  import('./layout/placing.ts').catch(() => {});
  if (window.parent !== window) listenToParent(store, actions, watch).catch(() => {});
  else watch.catch(() => {});
}

/** Calls once the page is in the document. */
function OnceMounted({ then }: { readonly then: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is called first is what counts
  useEffect(then, []);
  return null;
}

/**
 * In a frame: the messages of the page around it. What comes before they can be read is kept: reveal.js tells a frame to
 * play as soon as it has loaded, and never again.
 */
async function listenToParent(store: LabStore, actions: Actions, watch: Promise<Watch>): Promise<void> {
  const early: MessageEvent[] = [];
  const keep = (event: MessageEvent) => {
    early.push(event);
  };
  window.addEventListener('message', keep);
  const [{ liveInFrame }, here] = await Promise.all([import('../embed/liveInFrame.ts'), watch]);
  window.removeEventListener('message', keep);
  liveInFrame(store, actions, here, early);
}
