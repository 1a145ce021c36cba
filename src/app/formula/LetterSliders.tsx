import { useState } from 'react';
import { LETTERS, type Letter } from '../../activations/formulas.ts';
import { typedOf } from '../../activations/typedId.ts';
import type { Arm } from '../../experiment/experiment.ts';
import { LETTER_LIMITS, LETTER_RANGE } from '../../experiment/limits.ts';
import { Maths } from '../controls/Maths.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { writeTyped } from '../controls/typed.ts';
import { ValueSlider } from '../controls/ValueSlider.tsx';
import { withLetter, withLetterRange } from '../store/formulaEdits.ts';
import { useActions } from '../store/LabContext.tsx';
import { withValues } from './judged.ts';
import { letterScale, withEnd } from './letterRange.ts';
import { useNeighboursKnown } from './useNeighboursKnown.ts';

interface LetterSlidersProps {
  readonly index: number;
  readonly arm: Arm;
}

/** A slider for each letter of the arm's formula. A value that makes no activation is not taken, and a sentence says why. */
export function LetterSliders({ index, arm }: LetterSlidersProps) {
  const { edit } = useActions();
  const { formula, values } = typedOf(arm.activation);
  const [refused, setRefused] = useState<{ readonly of: string; readonly sentence: string } | null>(null);
  useNeighboursKnown(index);
  const letters = LETTERS.filter((letter) => letter in values);

  function set(letter: Letter, value: number) {
    const made = withValues(formula, { ...values, [letter]: value });
    if ('problem' in made) {
      const kept = writeTyped(values[letter]!).replace('-', '−');
      setRefused({ of: arm.activation, sentence: `${made.problem} ${letter} stays at ${kept}.` });
    } else {
      setRefused(null);
      edit((experiment) => withLetter(experiment, index, letter, value));
    }
  }
  return (
    <div className="formula-letters">
      {letters.length === 0 && <p className="soft">The letters a, b, c and d become sliders.</p>}
      {letters.map((letter) => (
        <LetterSlider
          key={letter}
          letter={letter}
          value={values[letter]!}
          range={arm.ranges?.[letter] ?? LETTER_RANGE}
          onChange={(value) => set(letter, value)}
          onRange={(range) => edit((experiment) => withLetterRange(experiment, index, letter, range))}
        />
      ))}
      <p role="status" className="formula-refused">
        {refused?.of === arm.activation && <Maths text={refused.sentence} />}
      </p>
    </div>
  );
}

interface LetterSliderProps {
  readonly letter: Letter;
  readonly value: number;
  readonly range: readonly [number, number];
  readonly onChange: (value: number) => void;
  readonly onRange: (range: readonly [number, number]) => void;
}

function LetterSlider({ letter, value, range, onChange, onRange }: LetterSliderProps) {
  const reset = LETTER_LIMITS.default;
  return (
    <div className="formula-letter">
      <ValueSlider
        name={`Letter ${letter}`}
        label={letter}
        help={`The number ${letter} in your formula.`}
        scale={letterScale(range)}
        limits={{ ...LETTER_LIMITS, label: letter }}
        value={value}
        onChange={onChange}
        onReset={value === reset ? null : () => onChange(reset)}
        resetTo={writeTyped(reset)}
      />
      {(['from', 'to'] as const).map((end, place) => (
        <span key={end} className="formula-end">
          <span aria-hidden="true">{end}</span>
          <NumberField
            name={`Slider of ${letter}, ${end}`}
            limits={{ ...LETTER_LIMITS, label: `the slider’s ${end === 'from' ? 'start' : 'end'}` }}
            value={range[place]!}
            onChange={(next) => onRange(withEnd(range, end, next))}
            size={4}
          />
        </span>
      ))}
    </div>
  );
}
