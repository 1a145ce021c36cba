import { useEffect, useState } from 'react';
import { CopyField } from '../share/CopyField.tsx';
import { useCopy } from '../share/useCopy.ts';

/** Said of a file that may not have arrived. */
export const unsavedSentence = (name: string): string =>
  `If ${name} is not among your downloads, the page around the lab forbids them: its frame has sandbox without allow-downloads.`;

/** The same file to be taken away by hand: a text to copy, a picture or video with the browser's own menu. */
export function UnsavedFile({ file }: { readonly file: File }) {
  const { said, copy } = useCopy();
  const text = useText(file);
  const url = useAddress(file);
  const [kind] = file.type.split('/');
  return (
    <div className="unsaved-file">
      {kind === 'image' && url && <img src={url} alt={file.name} title="Its menu (right click) copies or saves it." />}
      {kind === 'video' && url && (
        // biome-ignore lint/a11y/useMediaCaption: a chart that moves, without a sound
        <video src={url} controls title="Its menu (right click) saves it." />
      )}
      {text !== null && <CopyField what="text of the file" text={text} rows={6} onCopy={copy} />}
      <p role="status">{said}</p>
    </div>
  );
}

/** What a file of text says; null for others, and until it has been read. */
function useText(file: File): string | null {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let here = true;
    setText(null);
    if (/^text\/|\+xml|json/.test(file.type)) void file.text().then((read) => here && setText(read));
    return () => {
      here = false;
    };
  }, [file]);
  return text;
}

function useAddress(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
