import { Maths } from '../controls/Maths.tsx';
import { useActions, useLab } from '../store/LabContext.tsx';
import { later } from './later.tsx';

const Bring = later(async () => (await import('../presets/Bring.tsx')).Bring);

/** What could not be used as it was given, and what was used instead; what failed. Stays until dismissed. */
export function Notices() {
  const rejected = useLab((state) => state.rejected);
  const messages = useLab((state) => state.messages);
  const { dismiss } = useActions();
  const empty = rejected.length === 0 && messages.length === 0;
  return (
    <div role="status" aria-label="Notices" className={empty ? 'notices empty' : 'notices'}>
      {rejected.length > 0 && (
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
      )}
      {messages.map((message) => (
        <p key={message}>
          <Maths text={message} />
        </p>
      ))}
      {!empty && (
        <button type="button" onClick={dismiss}>
          Dismiss
        </button>
      )}
    </div>
  );
}
