import { memo, useMemo, useState } from 'react';
import { type Answer, gallery } from '../../../charts/digits/answers.ts';
import { IMAGE_SIDE } from '../../../charts/digits/centre.ts';
import { requiredDataset } from '../../../tasks/datasets.ts';
import { ArmMarker, armScope } from '../../controls/ArmMarker.tsx';
import { useTextSize } from '../../views/textSize.ts';
import { DigitPad } from './DigitPad.tsx';
import { inkOf, maskOf } from './images.ts';
import { lookForDigits } from './lookFor.ts';
import { percent } from './metric.ts';
import { PictureFrame } from './PictureFrame.tsx';
import { type Pictured, type PicturedArm, useAnswered } from './pictured.ts';
import { ViewSwitch } from './ViewSwitch.tsx';

const VIEWS = { pad: 'draw a digit', answers: 'answers' } as const;
type View = keyof typeof VIEWS;

/** A pad on which the visitor draws a digit and every arm says which, or images and what each arm takes them for. */
export function DigitsPicture() {
  const pictured = useAnswered();
  const [chosen, setView] = useState<View | null>(null);
  // Before a room nobody draws, and the pad has no place for so large a type.
  const forRoom = useTextSize(0) > 0;
  const view = chosen ?? (forRoom ? 'answers' : 'pad');
  return (
    <PictureFrame
      name="Digits"
      pictured={pictured}
      line={lookForDigits(view, pictured.arms)}
      controls={<ViewSwitch name="What is shown" views={VIEWS} value={view} onChange={setView} />}
    >
      {view === 'answers' ? <Answers pictured={pictured} /> : <DigitPad pictured={pictured} />}
    </PictureFrame>
  );
}

/** More than a row or two would not be looked at. */
const SHOWN = { wrong: 14, right: 7 } as const;

function Answers({ pictured: { data, arms, missing, stale } }: { readonly pictured: Pictured }) {
  const urls = useMemo(() => imageUrls(data.evaluation.inputs), [data]);
  return (
    <div className="answers columns" data-count={arms.length} data-stale={stale}>
      {arms.map((arm) => (
        <ArmAnswers key={arm.slot} arm={arm} truths={data.evaluation.targets} urls={urls} missing={missing} />
      ))}
    </div>
  );
}

interface ArmAnswersProps {
  readonly arm: PicturedArm;
  readonly truths: Float32Array;
  readonly urls: (image: number) => string;
  readonly missing: string;
}

const CLASSES = 10;

const ArmAnswers = memo(
  function ArmAnswers({ arm: { slot, label, evaluated }, truths, urls, missing }: ArmAnswersProps) {
    const answers = useMemo(() => evaluated && gallery(evaluated, truths, CLASSES, SHOWN), [evaluated, truths]);
    return (
      <section {...armScope(slot)} aria-label={`Answers of ${label}`}>
        <p className="arm-heading">
          <ArmMarker slot={slot} />
          <strong className="arm-name" translate="no">
            {label}
          </strong>
          <span className="soft">
            {answers ? `${percent(1 - answers.wrongCount / answers.count)} right of ${answers.count}` : missing}
          </span>
        </p>
        {answers && (
          <>
            <Thumbnails
              kind="wrong"
              name={`wrong: ${answers.wrongCount}${answers.wrongCount > 0 ? ', the surest first' : ''}`}
              answers={answers.wrong}
              urls={urls}
            />
            {answers.right.length > 0 && <Thumbnails kind="right" name="right" answers={answers.right} urls={urls} />}
          </>
        )}
      </section>
    );
  },
  (a, b) =>
    a.arm.evaluated === b.arm.evaluated && a.arm.label === b.arm.label && a.urls === b.urls && a.missing === b.missing,
);

interface ThumbnailsProps {
  readonly kind: 'wrong' | 'right';
  readonly name: string;
  readonly answers: readonly Answer[];
  readonly urls: (image: number) => string;
}

function Thumbnails({ kind, name, answers, urls }: ThumbnailsProps) {
  return (
    <>
      <p className="soft thumbnails-name" data-kind={kind}>
        {name}
      </p>
      <ul className="thumbnails" data-kind={kind} aria-label={kind}>
        {answers.map(({ image, said, truth, probability }) => (
          <li key={image} title={`This is ${truth}; said ${said}, with probability ${probability.toFixed(2)}`}>
            <span
              className="digit"
              role="img"
              aria-label={`A ${truth}, taken for ${said}`}
              style={{ maskImage: urls(image) }}
            />
            <span className="said" aria-hidden="true">
              {said}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Pictures of the held-out images, each made when it is first shown. */
function imageUrls(inputs: Float32Array): (image: number) => string {
  const dataset = requiredDataset('digits');
  const made = new Map<number, string>();
  return (image) => {
    const known = made.get(image);
    if (known !== undefined) return known;
    const { features } = dataset;
    const url = maskOf(
      IMAGE_SIDE,
      IMAGE_SIDE,
      inkOf(inputs.subarray(image * features, (image + 1) * features), dataset),
    );
    made.set(image, url);
    return url;
  };
}
