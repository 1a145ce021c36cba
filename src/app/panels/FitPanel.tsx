import { useEffect } from 'react';
import { TASKS, task } from '../../tasks/catalogue.ts';
import type { PictureName } from '../../tasks/task.ts';
import { type Later, later } from '../layout/later.tsx';
import { useLab } from '../store/LabContext.tsx';

const EMPTY = <section className="fit picture" />;

/** Every picture comes in a chunk of its own, after the first picture of the page: before it nothing is learnt. */
const PICTURES: Readonly<Record<PictureName, Later<object>>> = {
  line: later(async () => (await import('./picture/LinePicture.tsx')).LinePicture, EMPTY),
  surface: later(async () => (await import('./picture/SurfacePicture.tsx')).SurfacePicture, EMPTY),
  slices: later(async () => (await import('./picture/SlicesPicture.tsx')).SlicesPicture, EMPTY),
  plane: later(async () => (await import('./picture/PlanePicture.tsx')).PlanePicture, EMPTY),
  interval: later(async () => (await import('./picture/IntervalPicture.tsx')).IntervalPicture, EMPTY),
  spacetime: later(async () => (await import('./picture/SpacetimePicture.tsx')).SpacetimePicture, EMPTY),
  digits: later(async () => (await import('./picture/DigitsPicture.tsx')).DigitsPicture, EMPTY),
  table: later(async () => (await import('./picture/TablePicture.tsx')).TablePicture, EMPTY),
};

const pictureOf = (name: string) => PICTURES[task(name).picture];

/** What the networks have learnt, in the picture that the task names. */
export function FitPanel() {
  const present = useLab(({ experiment }) => experiment.task.name);
  const chosen = useLab(({ loading }) => TASKS.find(({ dataset }) => dataset === loading?.dataset)?.name ?? present);
  const name = useLab(({ shown }) => shown?.experiment.task.name ?? present);
  // The picture is on its way while the data are, and while the networks are drawn.
  useEffect(() => {
    pictureOf(chosen).preload();
  }, [chosen]);
  const Picture = pictureOf(name);
  // Another task's picture starts with its own first view.
  return <Picture key={name} />;
}
