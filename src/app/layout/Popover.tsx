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

/** Pixels: as wide as the style sheet makes it, and its distance from button and window. */
const WIDTH = 340;
const GAP = 4;

/** A button that opens a part over the page, which moves nothing. The native popover: Escape and a click elsewhere close it. */
export function Popover({ label, name, className = '', handle, children }: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLElement>(null);
  useImperativeHandle(handle, () => ({ open: () => popover.current?.showPopover() }));
  const place = () => {
    const edges = button.current?.getBoundingClientRect();
    if (!edges || !popover.current) return;
    const room = document.documentElement.clientWidth - WIDTH - GAP;
    popover.current.style.left = `${Math.max(GAP, Math.min(edges.left, room)) + window.scrollX}px`;
    popover.current.style.top = `${edges.bottom + GAP + window.scrollY}px`;
  };
  return (
    <>
      <button ref={button} type="button" popoverTarget={id} className={className}>
        {label}
      </button>
      <section
        ref={popover}
        id={id}
        popover="auto"
        aria-label={name}
        className="popover"
        onBeforeToggle={({ newState }) => newState === 'open' && place()}
      >
        {children}
      </section>
    </>
  );
}
