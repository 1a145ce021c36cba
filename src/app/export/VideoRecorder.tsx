import { type ReactNode, useEffect, useRef, useState } from 'react';
import { figureSvg } from './capture.ts';
import { type Exported, pageFigures } from './figures.ts';
import type { Caption } from './picture.ts';
import { imageOf } from './raster.ts';
import { extensionOf, type Recording, record, videoType } from './record.ts';

interface VideoRecorderProps {
  readonly caption: Caption;
  /** A video has been recorded. */
  onVideo(extension: string, video: Blob): void;
}

const DEFAULT_SECONDS = 10;
const MOST_SECONDS = 120;

/** Records the main chart while the networks train. */
export function VideoRecorder({ caption, onVideo }: VideoRecorderProps) {
  const [type] = useState(() => videoType(globalThis.MediaRecorder));
  const [seconds, setSeconds] = useState(DEFAULT_SECONDS);
  const [recording, setRecording] = useState<Recording | null>(null);
  const [problem, setProblem] = useState('');
  const latest = useRef<Recording | null>(null);
  // Closing the dialog ends it.
  useEffect(() => () => latest.current?.stop(), []);

  if (type === null) {
    return (
      <Section>
        <p>This browser cannot record a canvas as a video; Chrome, Edge, Firefox and Safari 17 or newer can.</p>
      </Section>
    );
  }

  async function start(type: string): Promise<void> {
    const draw = () => figureSvg(mainChart(), caption);
    const begun = record(type, seconds, await imageOf(await draw()), draw);
    latest.current = begun;
    setRecording(begun);
    setProblem('');
    try {
      onVideo(extensionOf(type), await begun.video);
    } finally {
      setRecording(null);
    }
  }

  return (
    <Section>
      <p>The main chart of the next seconds, for slides that cannot embed the page.</p>
      <div className="buttons">
        <label>
          Seconds{' '}
          <input
            type="number"
            min={1}
            max={MOST_SECONDS}
            value={seconds}
            disabled={recording !== null}
            onChange={({ currentTarget: { valueAsNumber } }) => {
              if (valueAsNumber >= 1 && valueAsNumber <= MOST_SECONDS) setSeconds(valueAsNumber);
            }}
          />
        </label>
        {recording === null ? (
          <button type="button" onClick={() => start(type).catch(({ message }: Error) => setProblem(message))}>
            Record
          </button>
        ) : (
          <button type="button" onClick={() => recording.stop()}>
            Stop and save
          </button>
        )}
        <span role="status">{recording === null ? problem : 'Recording …'}</span>
      </div>
    </Section>
  );
}

function Section({ children }: { readonly children: ReactNode }) {
  return (
    <section aria-labelledby="export-video">
      <h3 id="export-video">Video</h3>
      {children}
    </section>
  );
}

/** The first of the page. Throws Error with a sentence where there is none. */
function mainChart(): Exported {
  const [first] = pageFigures(document);
  if (first === undefined) throw new Error('There is no chart on the page to record.');
  return { title: first.title, figures: [first] };
}
