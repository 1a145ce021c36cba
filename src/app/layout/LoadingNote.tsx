import { useLab } from '../store/LabContext.tsx';
import type { Loading } from '../store/store.ts';

const WHAT = { digits: 'the handwritten digits', own: 'your data' } as const;

/** Data on the way, while the present run goes on. Takes no room where there are none. */
export function LoadingNote() {
  const loading = useLab((state) => state.loading);
  return loading && <LoadingProgress {...loading} />;
}

export function LoadingProgress({ dataset, fraction }: Loading) {
  const label = `Loading ${WHAT[dataset]}`;
  return (
    <div role="status" className="loading">
      <p>{label} …</p>
      <progress aria-label={label} max={1} {...(fraction === null ? {} : { value: fraction })} />
    </div>
  );
}
