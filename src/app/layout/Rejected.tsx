import { Bring } from '../presets/Bring.tsx';
import { useLab } from '../store/LabContext.tsx';

/** The parts of a link that could not be used, and what was used instead. */
export function Rejected() {
  const rejected = useLab((state) => state.rejected);
  return (
    <>
      <p>{`${rejected.length === 1 ? 'A part' : `${rejected.length} parts`} of the link could not be used:`}</p>
      <ul>
        {rejected.map(({ key, value, allowed, used }, index) => (
          // The same key and value may be rejected twice.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole, never reordered.
          <li key={index}>
            <code translate="no">{`${key}=${value}`}</code>
            <span>{`: ${allowed}. ${used === null ? 'It was ignored.' : `Used instead: ${used}.`}`}</span>
          </li>
        ))}
      </ul>
      <Bring />
    </>
  );
}
