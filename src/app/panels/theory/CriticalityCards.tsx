import { useMemo, useState } from 'react';
import type { ArmSlot } from '../../../charts/shared/chart.ts';
import { slotOf } from '../../armSlots.ts';
import { ArmMarker, armScope } from '../../controls/ArmMarker.tsx';
import { Maths } from '../../controls/Maths.tsx';
import { Term } from '../../controls/Term.tsx';
import { useLab } from '../../store/LabContext.tsx';
import { theoryOf } from '../../theory.ts';
import { type Card, criticalityCard } from './card.ts';
import { lookForCriticality } from './lookFor.ts';
import { type FormulaText, SYMBOLS } from './symbols.ts';
import { Typeset } from './Typeset.tsx';

/** What theory knows of each arm's activation, and of where its present initialisation stands. */
export function CriticalityCards() {
  const experiment = useLab((state) => state.experiment);
  const cards = useMemo(() => {
    const { setup, predictions } = theoryOf(experiment);
    return setup.arms.flatMap((arm, index) => {
      const prediction = predictions[index];
      if (!prediction) return [];
      return [{ slot: slotOf(experiment, index), label: arm.label, card: criticalityCard(arm, prediction) }];
    });
  }, [experiment]);
  return (
    <article className="criticality" aria-labelledby="criticality">
      <h3 id="criticality">Criticality</h3>
      <p className="look-for">
        <Maths text={lookForCriticality(cards.map(({ label, card }) => ({ label, class: card.class })))} />
      </p>
      <div className="columns" data-count={cards.length}>
        {cards.map(({ slot, label, card }) => (
          <ArmCard key={slot} slot={slot} label={label} card={card} />
        ))}
      </div>
    </article>
  );
}

interface ArmCardProps {
  readonly slot: ArmSlot;
  readonly label: string;
  readonly card: Card;
}

const CLASS_HELP =
  'The universality class: how the kernel behaves from layer to layer at criticality. Computed from σ alone.';

function ArmCard({ slot, label, card }: ArmCardProps) {
  return (
    <article className="card" {...armScope(slot)} aria-label={`Criticality of ${label}`}>
      <h4>
        <ArmMarker slot={slot} />{' '}
        <span className="arm-name" translate="no">
          {label}
        </span>
      </h4>
      <Formulas formulas={card.formulas} label={label} />
      <dl>
        <div className="card-row">
          <dt>
            <Term help={CLASS_HELP}>class</Term>
          </dt>
          <dd>
            <Maths text={`${card.class}. ${card.meaning}`} />
          </dd>
        </div>
        {card.rows.map(({ name, help, text }) => (
          <div key={name} className="card-row">
            <dt>
              <Term help={help}>
                <Maths text={name} />
              </Term>
            </dt>
            <dd>
              <Maths text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

/** Folded: set once they are asked for, as KaTeX is loaded then. */
function Formulas({ formulas, label }: { readonly formulas: readonly FormulaText[]; readonly label: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="formulas" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{`Formulas of ${label}`}</summary>
      {open && formulas.map((formula) => <FormulaLine key={formula.tex} formula={formula} />)}
    </details>
  );
}

/** The formula, and after it each of its symbols with its meaning one hover or focus away. */
function FormulaLine({ formula: { tex, symbols } }: { readonly formula: FormulaText }) {
  return (
    <p className="formula">
      <span className="formula-math">
        <Typeset tex={tex} />
      </span>
      <span className="formula-symbols">
        {symbols.map((key) => (
          <Term key={key} help={SYMBOLS[key].help}>
            <Maths text={SYMBOLS[key].text} />
          </Term>
        ))}
      </span>
    </p>
  );
}
