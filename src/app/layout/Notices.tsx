import { Maths } from '../controls/Maths.tsx';
import { useActions, useLab } from '../store/LabContext.tsx';
import { later } from './later.tsx';

const Rejected = later(async () => (await import('./Rejected.tsx')).Rejected);

/** What could not be used as it was given, and what was used instead; what failed. Stays until dismissed. */
export function Notices() {
  const rejected = useLab((state) => state.rejected);
  const messages = useLab((state) => state.messages);
  const { dismiss } = useActions();
  const empty = rejected.length === 0 && messages.length === 0;
  return (
    <div role="status" aria-label="Notices" className={empty ? 'notices empty' : 'notices'}>
      {rejected.length > 0 && <Rejected />}
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
