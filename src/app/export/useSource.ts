import { serialise } from '../../experiment/permalink.ts';
import { useLab } from '../store/LabContext.tsx';
import type { Shown } from '../store/shown.ts';
import { theoryOf } from '../theory.ts';
import { CITATION } from './citation.ts';
import { fileName } from './fileName.ts';
import { parameterLines } from './parameters.ts';
import type { Caption } from './picture.ts';

export interface Source {
  /** What has been measured; null before the first measurement. */
  readonly shown: Shown | null;
  readonly caption: Caption;
  /** Under a video, in which steps go by. */
  readonly moving: Caption;
  /** A file's name. */
  name(what: string, extension: string): string;
}

/** What is exported and what it is called: the run that is shown, or will be. */
export function useSource(): Source {
  const shown = useLab((state) => state.shown);
  const experiment = useLab((state) => state.shown?.experiment ?? state.experiment);
  const display = useLab((state) => state.display);
  const fragment = serialise(experiment, { ...display, theme: 'auto', play: true });
  const { origin, pathname } = window.location;
  // A file that was opened from a disk has no origin.
  const page = `${origin === 'null' ? 'file://' : origin}${pathname}`;
  const captionAt = (step: number | null): Caption => ({
    parameters: parameterLines(experiment, theoryOf(experiment).setup.arms, step),
    permalink: fragment === '' ? page : `${page}#${fragment}`,
    citation: CITATION,
  });
  return {
    shown,
    caption: captionAt(shown?.latest.measurement.step ?? null),
    moving: captionAt(null),
    name: (what, extension) => fileName(fragment, what, extension),
  };
}
