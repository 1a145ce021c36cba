import { useMemo, useRef, useState } from 'react';
import { save } from '../export/save.ts';
import { UnsavedFile, unsavedSentence } from '../export/UnsavedFile.tsx';
import { LONGEST_LINK, type QrCode, qrCode, qrSvg } from './qr.ts';

interface QrSectionProps {
  readonly link: string;
  readonly fileName: string;
}

/** The link for those who hold a telephone: small here, as large as the screen for the hall, and as a file. */
export function QrSection({ link, fileName }: QrSectionProps) {
  const code = useMemo(() => qrCode(link), [link]);
  const hall = useRef<HTMLDialogElement>(null);
  const [unsaved, setUnsaved] = useState<File | null>(null);
  if (code === null)
    return (
      <p className="share-qr soft">
        {`The link has ${link.length} characters, too many for a QR code that can be read across a room (at most ${LONGEST_LINK}).`}
      </p>
    );
  const saveSvg = () => {
    const file = new File([qrSvg(code)], fileName, { type: 'image/svg+xml' });
    setUnsaved(save(file) ? null : file);
  };
  return (
    <div className="share-qr">
      <QrPicture code={code} />
      <div className="buttons">
        <button type="button" onClick={() => hall.current?.showModal()}>
          Fill the screen
        </button>
        <button type="button" onClick={saveSvg}>
          Save QR code as SVG
        </button>
        {unsaved && (
          <>
            <p role="status">{unsavedSentence(unsaved.name)}</p>
            <UnsavedFile file={unsaved} />
          </>
        )}
      </div>
      <dialog ref={hall} className="qr-hall" aria-label="QR code for the audience">
        <QrPicture code={code} />
        <p>{link}</p>
        <button type="button" onClick={() => hall.current?.close()}>
          Close QR code
        </button>
      </dialog>
    </div>
  );
}

function QrPicture({ code: { size, path } }: { readonly code: QrCode }) {
  return (
    <svg role="img" aria-label="QR code of the link" viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <path fill="#fff" d={`M0 0h${size}v${size}h-${size}z`} />
      <path className="qr-dark" fill="#000" d={path} />
    </svg>
  );
}
