import { useMemo, useRef } from 'react';
import { save } from '../export/save.ts';
import { LONGEST_LINK, type QrCode, qrCode, qrSvg } from './qr.ts';

interface QrSectionProps {
  readonly link: string;
  readonly fileName: string;
}

/** The link for those who hold a telephone: small here, as large as the screen for the hall, and as a file. */
export function QrSection({ link, fileName }: QrSectionProps) {
  const code = useMemo(() => qrCode(link), [link]);
  const hall = useRef<HTMLDialogElement>(null);
  if (code === null)
    return (
      <p className="share-qr soft">
        {`The link has ${link.length} characters, too many for a QR code that can be read across a room (at most ${LONGEST_LINK}).`}
      </p>
    );
  return (
    <div className="share-qr">
      <QrPicture code={code} />
      <div className="buttons">
        <button type="button" onClick={() => hall.current?.showModal()}>
          Fill the screen
        </button>
        <button type="button" onClick={() => save(fileName, qrSvg(code), 'image/svg+xml')}>
          Save QR code as SVG
        </button>
      </div>
      <dialog ref={hall} className="qr-hall" aria-label="QR code for the audience">
        <QrPicture code={code} />
        <p>{link}</p>
        <form method="dialog">
          <button type="submit">Close QR code</button>
        </form>
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
