import { type CSSProperties, memo, useMemo } from 'react';
import { type Answer, gallery } from '../../../charts/digits/answers.ts';
import type { Dataset } from '../../../tasks/datasets.ts';
import { ArmMarker, armScope } from '../../controls/ArmMarker.tsx';
import { type Look, lookOf, pictureOf } from './images.ts';
import { percent } from './metricNote.ts';
import type { Pictured, PicturedArm } from './pictured.ts';

/** More than a row or two would not be looked at. */
const SHOWN = { wrong: 14, right: 7 } as const;

/** Letters that fit below an image. */
const NARROW_NAME = 3;

interface AnswersProps {
  readonly pictured: Pictured;
  /** Of images with classes, that which was answered. */
  readonly dataset: Dataset;
  /** The images are turned, rows for columns. */
  readonly transposed?: boolean;
}

const NO_CLASSES: readonly string[] = [];

/** What every arm takes held-out images for: the wrong answers it is surest of, and right ones. */
export function Answers({ pictured: { data, arms, missing, stale }, dataset, transposed = false }: AnswersProps) {
  const pictures = useMemo(
    () => picturesOf(data.evaluation.inputs, data.inputDimension, lookOf(dataset, transposed)),
    [data, dataset, transposed],
  );
  const classes = dataset.target.kind === 'classes' ? dataset.target.classes : NO_CLASSES;
  const wide = classes.some(({ length }) => length > NARROW_NAME);
  return (
    <div className="answers columns" data-count={arms.length} data-stale={stale} data-names={wide ? 'wide' : 'narrow'}>
      {arms.map((arm) => (
        <ArmAnswers
          key={arm.slot}
          arm={arm}
          truths={data.evaluation.targets}
          classes={classes}
          pictures={pictures}
          missing={missing}
        />
      ))}
    </div>
  );
}

interface ArmAnswersProps {
  readonly arm: PicturedArm;
  readonly truths: Float32Array;
  readonly classes: readonly string[];
  readonly pictures: Pictures;
  readonly missing: string;
}

const ArmAnswers = memo(
  function ArmAnswers({ arm: { slot, label, evaluated }, truths, classes, pictures, missing }: ArmAnswersProps) {
    const answers = useMemo(
      () => evaluated && gallery(evaluated, truths, classes.length, SHOWN),
      [evaluated, truths, classes],
    );
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
              classes={classes}
              pictures={pictures}
            />
            {answers.right.length > 0 && (
              <Thumbnails kind="right" name="right" answers={answers.right} classes={classes} pictures={pictures} />
            )}
          </>
        )}
      </section>
    );
  },
  (a, b) =>
    a.arm.evaluated === b.arm.evaluated &&
    a.arm.label === b.arm.label &&
    a.pictures === b.pictures &&
    a.missing === b.missing,
);

interface ThumbnailsProps {
  readonly kind: 'wrong' | 'right';
  readonly name: string;
  readonly answers: readonly Answer[];
  readonly classes: readonly string[];
  readonly pictures: Pictures;
}

function Thumbnails({ kind, name, answers, classes, pictures }: ThumbnailsProps) {
  return (
    <>
      <p className="soft thumbnails-name" data-kind={kind}>
        {name}
      </p>
      <ul className="thumbnails" data-kind={kind} aria-label={kind}>
        {answers.map(({ image, said, truth, probability }) => {
          const [is, taken] = [classes[truth], classes[said]];
          return (
            <li key={image} title={`This is ${is}; said ${taken}, with probability ${probability.toFixed(2)}`}>
              <span className="digit" role="img" aria-label={`A ${is}, taken for ${taken}`} style={pictures(image)} />
              <span className="said" aria-hidden="true">
                {taken}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

type Pictures = (image: number) => CSSProperties;

/** Pictures of the held-out images, each made when it is first shown. */
function picturesOf(inputs: Float32Array, features: number, look: Look): Pictures {
  const made = new Map<number, CSSProperties>();
  return (image) => {
    const known = made.get(image);
    if (known !== undefined) return known;
    const picture = pictureOf(inputs.subarray(image * features, (image + 1) * features), look);
    made.set(image, picture);
    return picture;
  };
}
