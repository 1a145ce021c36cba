import { type ReactNode, useEffect, useRef } from 'react';
import { typedOf } from '../../activations/typedId.ts';
import { formulaText } from '../../formula/parse/text.ts';
import { Popover, type PopoverHandle } from '../layout/Popover.tsx';
import { useLab } from '../store/LabContext.tsx';
import { FormulaCard } from './FormulaCard.tsx';
import './formula.css';

interface FormulaControlProps {
  /** Of the arm, which has a typed formula. */
  readonly index: number;
  /** Whether it opens when it comes. */
  readonly open: boolean;
  /** It has come, and opened if it was to. */
  readonly onCome: () => void;
  /** On the button; the formula unless given. */
  readonly label?: ReactNode;
}

/** The formula of an arm: a button with its text, which opens the field for it. */
export function FormulaControl({ index, open, onCome, label }: FormulaControlProps) {
  const arm = useLab(({ experiment }) => experiment.arms[index]);
  const popover = useRef<PopoverHandle>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    if (open) popover.current?.open();
    onCome();
  }, []);
  if (!arm) return null;
  const { formula } = typedOf(arm.activation);
  return (
    <Popover
      handle={popover}
      className="formula-button"
      name={`Formula of arm ${index + 1}`}
      label={
        label ?? (
          <>
            <span className="unseen">Formula: </span>
            <code translate="no">{formulaText(formula)}</code>
          </>
        )
      }
    >
      {() => <FormulaCard index={index} arm={arm} />}
    </Popover>
  );
}
