import { useId } from 'react';
import { activation } from '../../activations/catalogue.ts';
import { typedOf } from '../../activations/typedId.ts';
import type { Arm } from '../../experiment/experiment.ts';
import { formulaText } from '../../formula/parse/text.ts';
import { texOf } from '../../formula/print/tex.ts';
import { slotOf } from '../armSlots.ts';
import { Maths } from '../controls/Maths.tsx';
import { DocumentLink } from '../help/DocumentLink.tsx';
import { Typeset } from '../panels/theory/Typeset.tsx';
import { useLab } from '../store/LabContext.tsx';
import { EXAMPLES } from './examples.ts';
import { FormulaField } from './FormulaField.tsx';
import { FormulaPreview } from './FormulaPreview.tsx';
import { LetterSliders } from './LetterSliders.tsx';
import { useDraft } from './useDraft.ts';
import { useSettled } from './useSettled.ts';

interface FormulaCardProps {
  readonly index: number;
  readonly arm: Arm;
}

/** Longer texts are set smaller. */
const LONG = 45;

/** The field for an arm's formula, what its formula is like, and a slider for each of its letters. */
export function FormulaCard({ index, arm }: FormulaCardProps) {
  const slot = useLab(({ experiment }) => slotOf(experiment, index));
  const draft = useDraft(index, arm);
  const { judged } = draft;
  const problemId = useId();
  const wrong = 'problem' in judged ? judged : null;
  const inUse = typedOf(arm.activation);
  const shown = 'problem' in judged ? { ...inUse, activation: activation(arm.activation) } : judged;
  return (
    <div className="formula-card">
      <div className="formula-typed">
        <FormulaField draft={draft} wrongAt={wrong?.at ?? null} problemId={problemId} />
        <div id={problemId} className="formula-said">
          {wrong ? (
            <>
              <p className="formula-problem">
                <Maths text={wrong.problem} />
              </p>
              <p className="formula-in-use">
                <span>In use: </span>
                <code translate="no">{formulaText(inUse.formula)}</code>
              </p>
            </>
          ) : (
            <span className="formula-set" data-long={draft.text.length > LONG}>
              <Typeset tex={`\\sigma(z) = ${texOf(shown.formula)}`} />
            </span>
          )}
        </div>
        <Announced text={saidOf(draft)} />
        <LetterSliders index={index} arm={arm} />
      </div>
      <FormulaPreview activation={shown.activation} slot={slot} />
      <div className="formula-examples">
        <span>Begin with </span>
        {EXAMPLES.map((example) => (
          <button key={example} type="button" translate="no" onClick={() => draft.begin(example)}>
            {example}
          </button>
        ))}
        <span className="formula-document">
          <DocumentLink name="formulas" />
        </span>
      </div>
    </div>
  );
}

/** What a screen reader is told once typing pauses; nothing of the formula with which the field opened. */
function saidOf({ text, judged, differs, opened }: ReturnType<typeof useDraft>): string {
  if ('problem' in judged) {
    const place = judged.at === null ? '' : `Character ${[...text.slice(0, judged.at)].length + 1}: `;
    return `${place}${judged.problem}`;
  }
  return opened || differs ? '' : 'The formula is in use.';
}

/** How long typing must have paused, milliseconds. */
const PAUSE = 500;

function Announced({ text }: { readonly text: string }) {
  return (
    <p role="status" className="unseen">
      {useSettled(text, PAUSE)}
    </p>
  );
}
