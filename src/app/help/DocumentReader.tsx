import { useEffect, useLayoutEffect, useRef, useState } from 'react';

export interface LinkedDocument {
  readonly name: string;
  readonly title: string;
  /** Of its page, relative to the lab's. */
  readonly href: string;
  /** Its text, where there is no such page. */
  readonly html: string | null;
}

interface Place {
  readonly name: string;
  /** Id of a heading; empty for the beginning. */
  readonly section: string;
}

/** A list of documents. Those that are pages open in a tab of their own, beside the run; others take the list's place. */
export function DocumentReader({ documents }: { readonly documents: readonly LinkedDocument[] }) {
  const [place, setPlace] = useState<Place | null>(null);
  const shown = documents.find(({ name, html }) => name === place?.name && html !== null);
  if (place && shown) {
    return (
      <>
        <button type="button" onClick={() => setPlace(null)}>
          All documents
        </button>
        <DocumentText html={shown.html ?? ''} place={place} onLink={setPlace} />
      </>
    );
  }
  return (
    <ul className="documents">
      {documents.map(({ name, title, href, html }) => (
        <li key={name}>
          {html === null ? (
            <a href={href} target="_blank" rel="noopener">
              {title}
            </a>
          ) : (
            <button type="button" onClick={() => setPlace({ name, section: '' })}>
              {title}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

interface DocumentTextProps {
  /** From docs/ of this very build (scripts/documents/), nothing that a visitor could have written. */
  readonly html: string;
  readonly place: Place;
  readonly onLink: (place: Place) => void;
}

function DocumentText({ html, place, onLink }: DocumentTextProps) {
  const text = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (text.current) text.current.innerHTML = html;
  }, [html]);
  useLayoutEffect(() => {
    const target = place.section ? document.getElementById(place.section) : text.current;
    target?.scrollIntoView({ block: 'start' });
    text.current?.focus({ preventScroll: true });
  }, [place]);
  useEffect(() => {
    const element = text.current;
    function follow(event: MouseEvent) {
      const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-document]') : null;
      if (!link) return;
      event.preventDefault();
      onLink({ name: link.dataset.document || place.name, section: link.dataset.section ?? '' });
    }
    element?.addEventListener('click', follow);
    return () => element?.removeEventListener('click', follow);
  }, [place, onLink]);
  return <article ref={text} className="document" tabIndex={-1} />;
}
