import { type ReactNode, useEffect, useRef } from 'react';

interface DrawerProps {
  readonly label: string;
  /** A key that opens and closes it, from the page itself; none unless given. */
  readonly shortcut?: string;
  readonly children: ReactNode;
}

/** Controls that lie over the charts while they are wanted: a native dialog, so that focus and Escape work as known. */
export function Drawer({ label, shortcut, children }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!shortcut) return;
    const listen = ({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent) => {
      if (key.toLowerCase() !== shortcut || ctrlKey || altKey || metaKey || target !== document.body) return;
      dialog.current?.showModal();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [shortcut]);
  return (
    <>
      <button type="button" aria-keyshortcuts={shortcut} onClick={() => dialog.current?.showModal()}>
        {label}
      </button>
      <dialog ref={dialog} className="drawer" aria-label={label}>
        <form method="dialog">
          <button type="submit" className="close">
            Close
          </button>
        </form>
        {children}
      </dialog>
    </>
  );
}
