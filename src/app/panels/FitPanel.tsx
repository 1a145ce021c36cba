import type { ComponentType } from 'react';
import { task } from '../../tasks/catalogue.ts';
import type { PictureName } from '../../tasks/task.ts';
import { useLab } from '../store/LabContext.tsx';
import { DigitsPicture } from './picture/DigitsPicture.tsx';
import { IntervalPicture } from './picture/IntervalPicture.tsx';
import { LinePicture } from './picture/LinePicture.tsx';
import { PlanePicture } from './picture/PlanePicture.tsx';
import { SpacetimePicture } from './picture/SpacetimePicture.tsx';
import { SurfacePicture } from './picture/SurfacePicture.tsx';
import { TablePicture } from './picture/TablePicture.tsx';

const PICTURES: Readonly<Record<PictureName, ComponentType>> = {
  line: LinePicture,
  surface: SurfacePicture,
  plane: PlanePicture,
  interval: IntervalPicture,
  spacetime: SpacetimePicture,
  digits: DigitsPicture,
  table: TablePicture,
};

/** What the networks have learnt, in the picture that the task names. */
export function FitPanel() {
  const name = useLab(({ shown, experiment }) => (shown?.experiment ?? experiment).task.name);
  const Picture = PICTURES[task(name).picture];
  // Another task's picture starts with its own first view.
  return <Picture key={name} />;
}
