import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

interface DialogButtonProps {
  /** On the button. */
  readonly label: string;
  /** The button's accessible name and the dialog's heading; the label unless given. */
  readonly name?: string;
  readonly className?: string;
  /** A key that opens it, from the page itself; none unless given. */
  readonly shortcut?: string;
  /** What is in the dialog; it comes when that opens and goes when it closes. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a dialog: the native one, so that focus and Escape work as known. */
export function DialogButton({ label, name = label, className = '', shortcut, children }: DialogButtonProps) {
  const [open, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  useEffect(() => {
    if (!shortcut) return;
    const listen = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, altKey, metaKey } = event;
      if (key.toLowerCase() !== shortcut || ctrlKey || altKey || metaKey || target !== document.body) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [shortcut]);
  return (
    <>
      <button type="button" aria-label={name} aria-keyshortcuts={shortcut} onClick={() => setOpen(true)}>
        {label}
      </button>
      {open && (
        <dialog
          ref={dialog}
          className={`drawer ${className}`}
          aria-labelledby={title}
          onClose={(event) => {
            // React also tells of the dialogs within.
            if (event.target === event.currentTarget) setOpen(false);
          }}
        >
          {/* No form, which a frame's sandbox may forbid. */}
          <button type="button" className="close" onClick={() => dialog.current?.close()}>
            Close
          </button>
          <h2 id={title}>{name}</h2>
          {children(() => dialog.current?.close())}
        </dialog>
      )}
    </>
  );
}
