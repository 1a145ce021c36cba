import { type ReactNode, type Ref, useId, useImperativeHandle, useRef, useState } from 'react';

interface PopoverProps {
  /** On the button. */
  readonly label: ReactNode;
  /** Of what opens, for a screen reader. */
  readonly name: string;
  readonly className?: string;
  /** Opens it from elsewhere. */
  readonly handle?: Ref<PopoverHandle>;
  /** What opens; as a function, what it gives comes when that opens and goes when it closes. */
  readonly children: ReactNode | (() => ReactNode);
}

export interface PopoverHandle {
  open(): void;
}

/** A button that opens a part over the page, which moves nothing. The native popover: Escape and a click elsewhere close it. */
export function Popover({ label, name, className = '', handle, children }: PopoverProps) {
  const id = useId();
  const popover = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  useImperativeHandle(handle, () => ({ open: () => popover.current?.showPopover() }));
  return (
    <>
      <button type="button" popoverTarget={id} className={className}>
        {label}
      </button>
      <section
        ref={popover}
        id={id}
        popover="auto"
        aria-label={name}
        className="popover"
        // There before it is seen, and gone only once the button has the focus again.
        onBeforeToggle={({ newState }) => newState === 'open' && setOpen(true)}
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {typeof children === 'function' ? open && children() : children}
      </section>
    </>
  );
}
