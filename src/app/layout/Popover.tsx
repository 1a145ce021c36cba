import { type ReactNode, type Ref, useId, useImperativeHandle, useRef } from 'react';

interface PopoverProps {
  /** On the button. */
  readonly label: ReactNode;
  /** Of what opens, for a screen reader. */
  readonly name: string;
  readonly className?: string;
  /** Opens it from elsewhere. */
  readonly handle?: Ref<PopoverHandle>;
  readonly children: ReactNode;
}

export interface PopoverHandle {
  open(): void;
}

/** A button that opens a part over the page, which moves nothing. The native popover: Escape and a click elsewhere close it. */
export function Popover({ label, name, className = '', handle, children }: PopoverProps) {
  const id = useId();
  const popover = useRef<HTMLElement>(null);
  useImperativeHandle(handle, () => ({ open: () => popover.current?.showPopover() }));
  return (
    <>
      <button type="button" popoverTarget={id} className={className}>
        {label}
      </button>
      <section ref={popover} id={id} popover="auto" aria-label={name} className="popover">
        {children}
      </section>
    </>
  );
}
