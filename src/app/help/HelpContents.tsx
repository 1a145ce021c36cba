import { Maths } from '../controls/Maths.tsx';
import { CITATION } from '../export/citation.ts';
import { CopyField } from '../share/CopyField.tsx';
import { useCopy } from '../share/useCopy.ts';
import { Documents } from './Documents.tsx';
import { KEYS } from './keys.ts';
import { GLOSSARY } from './moreTerms.ts';
import { READINGS } from './readings.ts';

export function HelpContents() {
  const { copy, said } = useCopy();
  return (
    <>
      <section aria-labelledby="help-documents">
        <h3 id="help-documents">Documents</h3>
        <Documents />
      </section>
      <section aria-labelledby="help-charts">
        <h3 id="help-charts">How to read the charts</h3>
        <dl>
          {READINGS.map(({ chart, reading }) => (
            <div key={chart}>
              <dt>{chart}</dt>
              <dd>
                <Maths text={reading} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="help-keys">
        <h3 id="help-keys">Keys</h3>
        <dl className="keys">
          {KEYS.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="help-words">
        <h3 id="help-words">Words</h3>
        <dl>
          {GLOSSARY.map(({ term, definition }) => (
            <div key={term}>
              <dt>
                <Maths text={term} />
              </dt>
              <dd>
                <Maths text={definition} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="help-cite">
        <h3 id="help-cite">How to cite</h3>
        <p>
          The results are those of the paper; figures and data from here name it, and the address of this page brings
          the experiment back.
        </p>
        <CopyField what="citation" text={CITATION} rows={2} onCopy={copy} />
        <p role="status">{said}</p>
      </section>
    </>
  );
}
