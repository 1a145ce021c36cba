import { useMemo } from 'react';
import type { Activation } from '../../activations/activation.ts';
import type { ArmSlot } from '../../charts/shared/chart.ts';
import { formatParameter } from '../../charts/shared/format.ts';
import { ActivationThumbnail } from '../../charts/thumbnail/ActivationThumbnail.tsx';
import { universality } from '../../theory/critical.ts';
import { Maths } from '../controls/Maths.tsx';
import { CLASS_NAMES, criticalText } from '../panels/theory/card.ts';
import { useSettled } from './useSettled.ts';

interface FormulaPreviewProps {
  readonly activation: Activation;
  readonly slot: ArmSlot;
}

/** The class is searched for over many K, up to some tenths of a second: not at every key. Milliseconds. */
const PAUSE = 150;

/** The curve with its derivative, and what theory knows of it. */
export function FormulaPreview({ activation, slot }: FormulaPreviewProps) {
  const [value, derivative] = activation.derivatives;
  const settled = useSettled(activation, PAUSE);
  const facts = useMemo(() => factsOf(settled), [settled]);
  return (
    <div className="formula-preview">
      <figure>
        <ActivationThumbnail
          value={value}
          derivative={derivative}
          width={152}
          height={114}
          slot={slot}
          title={`${activation.label} for z from −3 to 3, its derivative dashed`}
        />
        <figcaption>σ, and σ′ dashed, for z from −3 to 3</figcaption>
      </figure>
      <dl data-stale={settled !== activation}>
        {facts.map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Maths text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

interface Fact {
  readonly name: string;
  readonly text: string;
}

function factsOf(activation: Activation): readonly Fact[] {
  const found = universality(activation);
  return [
    { name: 'class', text: CLASS_NAMES[found.class] },
    { name: 'critical', text: criticalText(activation, found) },
    { name: 'smooth', text: smoothness(activation) },
  ];
}

/** So many kinks are listed. */
const LISTED = 3;

function smoothness({ smoothness: orders, kinks }: Activation): string {
  if (orders === Number.POSITIVE_INFINITY) return 'everywhere, to every order';
  const places = kinks.slice(0, LISTED).map((kink) => formatParameter(kink));
  const more = kinks.length > LISTED ? ` and ${kinks.length - LISTED} more` : '';
  const where = `at z = ${places.join(', ')}${more}`;
  if (orders < 0) return `σ itself jumps ${where}`;
  return orders === 0
    ? `σ has a kink ${where}`
    : `${orders} continuous ${orders === 1 ? 'derivative' : 'derivatives'}; not smooth ${where}`;
}
