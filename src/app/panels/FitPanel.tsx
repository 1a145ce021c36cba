import { type ComponentType, lazy, Suspense } from 'react';
import { task } from '../../tasks/catalogue.ts';
import type { PictureName } from '../../tasks/task.ts';
import { useLab } from '../store/LabContext.tsx';
import { LinePicture } from './picture/LinePicture.tsx';

/** A picture in a chunk of its own: the first screen shows a line. */
const later = <Name extends string>(load: () => Promise<Readonly<Record<Name, ComponentType>>>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }));

const PICTURES: Readonly<Record<PictureName, ComponentType>> = {
  line: LinePicture,
  surface: later(() => import('./picture/SurfacePicture.tsx'), 'SurfacePicture'),
  plane: later(() => import('./picture/PlanePicture.tsx'), 'PlanePicture'),
  interval: later(() => import('./picture/IntervalPicture.tsx'), 'IntervalPicture'),
  spacetime: later(() => import('./picture/SpacetimePicture.tsx'), 'SpacetimePicture'),
  digits: later(() => import('./picture/DigitsPicture.tsx'), 'DigitsPicture'),
  table: later(() => import('./picture/TablePicture.tsx'), 'TablePicture'),
};

/** What the networks have learnt, in the picture that the task names. */
export function FitPanel() {
  const name = useLab(({ shown, experiment }) => (shown?.experiment ?? experiment).task.name);
  const Picture = PICTURES[task(name).picture];
  return (
    <Suspense fallback={<section className="fit picture" />}>
      {/* Another task's picture starts with its own first view. */}
      <Picture key={name} />
    </Suspense>
  );
}
