import { useSize } from '../layout/useSize.ts';

/** Tallest preview, CSS pixels. */
const TALLEST = 360;

interface PreviewProps {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

/** The embed as it will be, running, drawn smaller where there is less room. */
export function Preview({ src, width, height }: PreviewProps) {
  const [space, size] = useSize<HTMLDivElement>();
  const scale = size === null ? 0 : Math.min(1, size.width / width, TALLEST / height);
  return (
    <figure className="embed-preview">
      <div ref={space} style={{ height: Math.max(1, height * scale) }}>
        {size !== null && (
          // A new frame for every address: following it in the same one would fill the visitor's history.
          <iframe
            key={src}
            src={src}
            title="Preview of the embed"
            width={width}
            height={height}
            style={{ transform: `scale(${scale})` }}
          />
        )}
      </div>
      <figcaption className="soft">
        {`${width} × ${height}${scale > 0 && scale < 0.995 ? `, shown at ${Math.round(scale * 100)}%` : ''}`}
      </figcaption>
    </figure>
  );
}
