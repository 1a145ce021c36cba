import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { typedOf } from '../../activations/typedId.ts';
import type { Arm } from '../../experiment/experiment.ts';
import { writeFormulaLink } from '../../formula/parse/link.ts';
import { formulaText } from '../../formula/parse/text.ts';
import { withFormula } from '../store/formulaEdits.ts';
import { useActions } from '../store/LabContext.tsx';
import { type Draft, followed, isPending, started, typedInto } from './draft.ts';
import { type Judged, judged } from './judged.ts';

/** A pause in typing after which the arm takes what can be used, milliseconds. */
const PAUSE = 400;

export interface DraftInField {
  readonly text: string;
  readonly judged: Judged;
  /** What is typed is not what the arm uses, or not yet. */
  readonly differs: boolean;
  /** Nothing has been typed yet. */
  readonly opened: boolean;
  type(text: string): void;
  /** The arm takes what is typed, if that can be used, at once. */
  take(): void;
  /** Another formula, its letters at their beginnings, which the arm takes at once. */
  begin(text: string): void;
  /** The formula in use again. */
  restore(): void;
}

/** What stands in the field, which the arm takes after a pause. */
export function useDraft(index: number, arm: Arm): DraftInField {
  const { edit } = useActions();
  const { formula, values } = useMemo(() => typedOf(arm.activation), [arm.activation]);
  const inUse = writeFormulaLink(formula);
  const [before, setDraft] = useState<Draft>(() => started(formulaText(formula), inUse));
  const judgement = useMemo(() => judged(before.text, values), [before.text, values]);
  const link = linkOf(judgement);
  const draft = followed(before, link, inUse, () => formulaText(formula));
  if (draft !== before) setDraft(draft);

  const use = (made: Judged) => {
    if ('id' in made && made.id !== arm.activation) {
      edit((experiment) => withFormula(experiment, index, made.formula, made.values));
    }
  };
  const takeNow = useEffectEvent(() => use(judgement));
  const pending = isPending(draft, link, inUse);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every key begins the pause anew
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(takeNow, PAUSE);
    return () => clearTimeout(timer);
  }, [pending, draft.text]);

  return {
    text: draft.text,
    judged: judgement,
    differs: link !== inUse,
    opened: draft.opened,
    type: (text) => setDraft(typedInto(draft, text, inUse)),
    take: () => use(judgement),
    begin(text) {
      setDraft(typedInto(draft, text, inUse));
      use(judged(text, {}));
    },
    restore: () => setDraft(started(draft.good, inUse)),
  };
}

const linkOf = (made: Judged): string | null => ('formula' in made ? writeFormulaLink(made.formula) : null);
