import type { Loading } from '../store/store.ts';

const WHAT = { digits: 'the handwritten digits', own: 'your data' } as const;

/** What is on the way, and how far. */
export function LoadingProgress({ dataset, fraction }: Loading) {
  const label = `Loading ${WHAT[dataset]}`;
  return (
    <>
      <p>{`${label} …`}</p>
      <progress aria-label={label} max={1} {...(fraction === null ? {} : { value: fraction })} />
    </>
  );
}
