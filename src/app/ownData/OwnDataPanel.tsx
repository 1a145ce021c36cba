import { useId, useState } from 'react';
import type { Dataset } from '../../tasks/datasets.ts';
import type { ParseOptions, TableColumns } from '../../tasks/parse/result.ts';
import { Choice } from '../controls/Choice.tsx';
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
            <TargetChoice table={table} options={options} kinds={!parsed?.dataset.image} onChange={readAgain} />
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
  `${label}: ${size.toLocaleString('en')} ${image ? 'images' : 'rows'}, ${features} ${image ? 'pixels' : features === 1 ? 'feature' : 'features'}.`;

interface TargetChoiceProps {
  readonly table: TableColumns;
  readonly options: ParseOptions;
  /** Whether it may be a number as well as classes. */
  readonly kinds: boolean;
  readonly onChange: (options: ParseOptions) => void;
}

function TargetChoice({ table: { columns, target }, options: { kind }, kinds, onChange }: TargetChoiceProps) {
  return (
    <p className="clause">
      predict{' '}
      <Choice
        name="Target column"
        value={target}
        options={columns.map((column) => ({ value: column, label: column }))}
        onChange={(column) => onChange({ target: column, kind: null })}
        help={
          kinds
            ? 'The column that the networks have to predict from the others.'
            : 'What the networks have to tell of each image.'
        }
      />
      {kinds && (
        <>
          {' '}
          as{' '}
          <Choice
            name="Kind of target"
            value={kind ?? 'values'}
            options={[
              { value: 'values', label: 'its values say' },
              { value: 'number', label: 'a number' },
              { value: 'classes', label: 'classes' },
            ]}
            onChange={(chosen) => onChange({ target, kind: chosen === 'values' ? null : chosen })}
            help="A number is learnt by regression, classes by classification. Words and few whole numbers are taken for classes."
          />
        </>
      )}
    </p>
  );
}
