import { useId, useState } from 'react';
import { counted } from '../../lib/counted.ts';
import type { Dataset } from '../../tasks/datasets.ts';
import { TableOptions } from './TableOptions.tsx';
import type { Reading } from './useReading.ts';

/** Files chosen, a table pasted, and what was read. */
export function OwnDataPanel({ reading }: { readonly reading: Reading }) {
  const [text, setText] = useState('');
  const paste = useId();
  return (
    <div className="own-data-panel">
      <p className="soft">
        A table (CSV), MNIST’s IDX files, or CIFAR’s binary files. Drop them, or their folder, on the page, or:
      </p>
      <label className="file-button">
        Choose files
        <input
          type="file"
          multiple
          onChange={({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])];
            void reading.readFiles({ names: files.map(({ name }) => name), files: Promise.resolve(files) });
            // The same file may be chosen again once it has been mended.
            currentTarget.value = '';
          }}
        />
      </label>
      <label htmlFor={paste}>or paste a table</label>
      <textarea
        id={paste}
        rows={3}
        spellCheck={false}
        value={text}
        placeholder={'x, y\n0.1, 0.3\n…'}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="button" disabled={text.trim() === ''} onClick={() => void reading.readText(text)}>
        Read the table
      </button>
      <Outcome reading={reading} />
      <p className="soft">Everything stays in your browser.</p>
    </div>
  );
}

function Outcome({ reading }: { readonly reading: Reading }) {
  const { busy, outcome, readAgain, train } = reading;
  const { parsed = null, table = null, error = null, options } = outcome ?? {};
  // What was read stays while it is read again: so does the focus on its choices.
  return (
    <>
      {/* There from the beginning, though empty: only then are changes read out. */}
      <div className="own-data-said">
        <p role="status">{busy === null ? parsed && sizeOf(parsed.dataset) : `Reading ${busy} …`}</p>
        <p role="alert" className="error">
          {busy === null && error}
        </p>
      </div>
      {outcome !== null && (
        <section className="own-data-summary" aria-label="What was read">
          {table && options && (
            <TableOptions
              table={table}
              options={options}
              images={Boolean(parsed?.dataset.image)}
              onChange={readAgain}
            />
          )}
          {parsed?.notes.map((note) => (
            <p key={note} className="soft">
              {note}
            </p>
          ))}
          {parsed && (
            <button type="button" className="primary" onClick={train}>
              Train on it
            </button>
          )}
        </section>
      )}
    </>
  );
}

const sizeOf = ({ label, size, features, image }: Dataset): string =>
  `${label}: ${size.toLocaleString('en')} ${image ? 'images' : 'rows'}, ${image ? `${features} pixels` : counted(features, 'feature')}.`;
