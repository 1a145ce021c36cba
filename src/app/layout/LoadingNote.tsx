import { useLab } from '../store/LabContext.tsx';
import type { Loading } from '../store/store.ts';
import { later } from './later.tsx';
import { Title } from './Title.tsx';

const LoadingProgress = later(async () => (await import('./LoadingProgress.tsx')).LoadingProgress);

/** Data on the way, while the present run goes on. Lies over the page, which does not move. */
export function LoadingNote() {
  const loading = useLab((state) => state.loading);
  return (
    <div role="status" aria-label="Loading" className="loading-note">
      {loading && <LoadingProgress {...loading} />}
    </div>
  );
}

/** In place of the page, which cannot begin without them. */
export function LoadingPage({ titled, ...loading }: Loading & { readonly titled: boolean }) {
  return (
    <>
      {titled && (
        <header>
          <Title />
        </header>
      )}
      <main className="loading-page">
        <LoadingProgress {...loading} />
      </main>
    </>
  );
}
