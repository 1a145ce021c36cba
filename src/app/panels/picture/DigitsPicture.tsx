import { useState } from 'react';
import { requiredDataset } from '../../../tasks/datasets.ts';
import { useTextSize } from '../../views/textSize.ts';
import { Answers } from './Answers.tsx';
import { DigitPad } from './DigitPad.tsx';
import { lookForDigits } from './lookFor.ts';
import { PictureFrame } from './PictureFrame.tsx';
import { useAnswered } from './pictured.ts';
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
      {view === 'answers' ? (
        <Answers pictured={pictured} dataset={requiredDataset('digits')} />
      ) : (
        <DigitPad pictured={pictured} />
      )}
    </PictureFrame>
  );
}
