interface StoppedProps {
  readonly fault: string;
  /** Of the experiment as it was. */
  readonly address: string;
}

/** In place of the whole page, when it cannot be drawn any more: the experiment is not lost. */
export function Stopped({ fault, address }: StoppedProps) {
  return (
    <main className="stopped">
      <p role="alert">{`The page has stopped: it could not be drawn any more (${fault}). A translation of the page, or an extension that changes it, may be the cause.`}</p>
      <p>
        Its link keeps your experiment: {/* Another fragment alone loads nothing. */}
        <a href={address} onClick={() => setTimeout(() => window.location.reload())}>
          open it again
        </a>
        .
      </p>
    </main>
  );
}
