import { useEffect, useId, useState } from 'react';
import { Choice } from '../controls/Choice.tsx';
import { type Reading, useReading } from './useReading.ts';

/** Bring your own data: dropped anywhere on the page, chosen, or pasted. */
export function OwnData() {
  const reading = useReading();
  const [open, setOpen] = useState(false);
  const dropping = useFileDrop((files) => {
    setOpen(true);
    void reading.readFiles(files);
  });
  return (
    <details className="own-data" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Your own data</summary>
      {open && <OwnDataPanel reading={reading} />}
      {dropping && <p className="drop-hint">Drop the file to read it</p>}
    </details>
  );
}

function OwnDataPanel({ reading }: { readonly reading: Reading }) {
  const [text, setText] = useState('');
  const paste = useId();
  return (
    <div className="own-data-panel">
      <p className="soft">A table (CSV), MNIST’s IDX files, or CIFAR-10’s binary files. Drop it on the page, or:</p>
      <label className="file-button">
        Choose files
        <input
          type="file"
          multiple
          onChange={({ currentTarget }) => {
            void reading.readFiles([...(currentTarget.files ?? [])]);
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
  const { state } = reading;
  return (
    <>
      <p role="status" className="soft">
        {state.kind === 'reading' ? `Reading ${state.name} …` : ''}
      </p>
      <p role="alert" className="error">
        {state.kind === 'refused' ? state.error : ''}
      </p>
      {state.kind === 'read' && <Summary reading={reading} read={state} />}
    </>
  );
}

function Summary({
  reading,
  read,
}: {
  readonly reading: Reading;
  readonly read: Extract<Reading['state'], { kind: 'read' }>;
}) {
  const { dataset, columns, target, notes } = read.parsed;
  return (
    <section className="own-data-summary" aria-label="What was read">
      <p>
        <strong>{dataset.label}</strong>: {dataset.size.toLocaleString('en')} rows, {dataset.features} features.
      </p>
      {target !== null && (
        <p className="clause">
          predict{' '}
          <Choice
            name="Target column"
            value={target}
            options={columns.map((column) => ({ value: column, label: column }))}
            onChange={(column) => void reading.readAgain({ target: column, kind: null })}
            help="The column that the networks have to predict from the others."
          />{' '}
          as{' '}
          <Choice
            name="Kind of target"
            value={dataset.target.kind}
            options={[
              { value: 'number', label: 'a number' },
              { value: 'classes', label: 'classes' },
            ]}
            onChange={(kind) => void reading.readAgain({ target, kind })}
            help="A number is learnt by regression, classes by classification."
          />
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
      <button type="button" className="primary" onClick={reading.train}>
        Train on it
      </button>
    </section>
  );
}

/** Calls back with files that are dropped anywhere on the page; true while some hang above it. */
function useFileDrop(take: (files: readonly File[]) => void): boolean {
  const [above, setAbove] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setAbove(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setAbove(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setAbove(false);
      take([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [take]);
  return above;
}
