import { useId, useState } from 'react';
import { serialise } from '../../experiment/permalink.ts';
import { fileName } from '../export/fileName.ts';
import { useSource } from '../export/useSource.ts';
import { useLab } from '../store/LabContext.tsx';
import { theoryOf } from '../theory.ts';
import { DEFAULT_PANELS } from '../views/EmbedView.tsx';
import { CopyField } from './CopyField.tsx';
import { EmbedSettings } from './EmbedSettings.tsx';
import { FORMATS, type FormatName } from './formats.ts';
import { given } from './given.ts';
import { Preview } from './Preview.tsx';
import { QrSection } from './QrSection.tsx';
import { addressOf, type Embedded, type EmbedOptions, embedFragment, pageAddress } from './snippets.ts';
import { type Copying, useCopy } from './useCopy.ts';

/** The lab as one file (scripts/buildSingle.mjs): nothing lies beside it, and it may frame nothing. */
const SINGLE_FILE = import.meta.env.MODE === 'single-file';

const FORMAT_NAMES = (Object.keys(FORMATS) as FormatName[]).filter((name) => !SINGLE_FILE || name !== 'element');

/** The link with its QR code, and the embed with its preview and the text to paste; the last line tells what was copied. */
export function ShareDialog() {
  const experiment = useLab((state) => state.experiment);
  const display = useLab((state) => state.display);
  const source = useSource();
  const { said, copy } = useCopy();
  const [options, setOptions] = useState<EmbedOptions>(() => ({
    width: 960,
    height: 540,
    panels: display.panels ?? DEFAULT_PANELS,
    controls: display.controls,
    play: display.play,
  }));
  const panels = options.panels.join() === DEFAULT_PANELS.join() ? [] : options.panels;
  const page = pageAddress(window.location.href);
  const link = addressOf(page, serialise(experiment, display));
  const fragment = embedFragment(experiment, display, { ...options, panels });
  const labels = theoryOf(experiment).setup.arms.map(({ label }) => label);
  const embedded = {
    page,
    fragment,
    link,
    title: `${labels.join(', ')} at depth ${experiment.depth}: repu-lab`,
    picture: source.name('Preactivation variance by layer', 'svg'),
    width: options.width,
    height: options.height,
  };
  return (
    <>
      {SINGLE_FILE && (
        <p className="soft">
          This copy is a single file: its links work where the file lies, on a disk or a web server.
        </p>
      )}
      <section aria-labelledby="share-link" className="share-link">
        <div>
          <h3 id="share-link">Link</h3>
          <p className="soft">{given(experiment.task.name)}</p>
          <CopyField what="link" text={link} rows={3} onCopy={copy} />
        </div>
        <QrSection link={link} fileName={fileName(serialise(experiment, display), 'qr', 'svg')} />
      </section>
      <section aria-labelledby="share-embed">
        <h3 id="share-embed">Embed</h3>
        <div className="share-embed">
          <EmbedSettings
            options={options}
            onChange={(changed) => setOptions((before) => ({ ...before, ...changed }))}
          />
          {!SINGLE_FILE && <Preview src={addressOf(page, fragment)} width={options.width} height={options.height} />}
        </div>
        <Snippet embedded={embedded} onCopy={copy} />
      </section>
      <p role="status" className="share-said">
        {said}
      </p>
    </>
  );
}

interface SnippetProps {
  readonly embedded: Embedded;
  readonly onCopy: Copying['copy'];
}

function Snippet({ embedded, onCopy }: SnippetProps) {
  const [name, setName] = useState<FormatName>('iframe');
  const hint = useId();
  const format = FORMATS[name];
  return (
    <>
      <p className="snippet-format">
        <span>
          Text for{' '}
          <select
            aria-label="Text for"
            aria-describedby={hint}
            value={name}
            onChange={({ currentTarget }) => {
              const chosen = FORMAT_NAMES.find((known) => known === currentTarget.value);
              if (chosen) setName(chosen);
            }}
          >
            {FORMAT_NAMES.map((known) => (
              <option key={known} value={known}>
                {FORMATS[known].label}
              </option>
            ))}
          </select>
        </span>
        <span id={hint} className="soft">
          {format.hint}
        </span>
      </p>
      <CopyField what="snippet" text={format.write(embedded)} rows={4} onCopy={onCopy} />
    </>
  );
}
