import { FlowThumbnail } from '../../charts/thumbnail/FlowThumbnail.tsx';
import { DEFAULT_DISPLAY } from '../../experiment/defaults.ts';
import { parseFragment, serialise } from '../../experiment/permalink.ts';
import { PRESETS } from '../../experiment/presets.ts';
import { armSlots } from '../armSlots.ts';
import { Maths } from '../controls/Maths.tsx';
import { withLoadedData } from '../datasets/withLoadedData.ts';
import { useLab } from '../store/LabContext.tsx';
import { theoryOf } from '../theory.ts';

/** Choosing an experiment is following a link: Back returns. */
export function Gallery({ onChosen }: { readonly onChosen: () => void }) {
  const experiment = useLab((state) => state.experiment);
  const display = useLab((state) => state.display);
  const present = serialise(experiment, DEFAULT_DISPLAY);
  return (
    <ul>
      {PRESETS.map(({ name, sentence, fragment }) => (
        <li key={name}>
          <a
            href={`#${shownAs(fragment, display)}`}
            aria-current={fragment === present ? 'true' : undefined}
            onClick={onChosen}
          >
            <FlowThumbnail {...predictedFlow(fragment)} width={120} height={76} />
            <strong>{name}</strong>
            <span>
              <Maths text={sentence} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The view and the theme stay as they are; a story ends. */
function shownAs(fragment: string, display: typeof DEFAULT_DISPLAY): string {
  return serialise(parseFragment(fragment).experiment, { ...display, story: null, play: true });
}

/** What theory says of every arm; of data that are not here, at the same K_1. */
function predictedFlow(fragment: string) {
  const { experiment } = withLoadedData(parseFragment(fragment));
  return {
    curves: theoryOf(experiment).predictions.map(({ varianceLog10 }) => varianceLog10),
    slots: armSlots(experiment.arms),
  };
}
