import { FlowThumbnail } from '../../charts/thumbnail/FlowThumbnail.tsx';
import { LearntThumbnail } from '../../charts/thumbnail/LearntThumbnail.tsx';
import { DEFAULT_DISPLAY } from '../../experiment/defaults.ts';
import type { Display } from '../../experiment/experiment.ts';
import { type Parsed, parseFragment, serialise } from '../../experiment/permalink.ts';
import { PRESET_GROUPS, PRESETS, type Preset } from '../../experiment/presets.ts';
import { armSlots } from '../armSlots.ts';
import { Maths } from '../controls/Maths.tsx';
import { withLoadedData } from '../datasets/withLoadedData.ts';
import { useLab } from '../store/LabContext.tsx';
import { theoryOf } from '../theory.ts';
import { learntOf } from './learntOf.ts';
import './gallery.css';

/** Choosing an experiment is following a link: Back returns. */
export function Gallery({ onChosen }: { readonly onChosen: () => void }) {
  const experiment = useLab((state) => state.experiment);
  const display = useLab((state) => state.display);
  const present = serialise(experiment, DEFAULT_DISPLAY);
  return PRESET_GROUPS.map((group) => (
    <section key={group} aria-label={group}>
      <h3>{group}</h3>
      <ul>
        {PRESETS.filter((preset) => preset.group === group).map((preset) => (
          <li key={preset.name}>
            <Example preset={preset} display={display} present={present} onChosen={onChosen} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

interface ExampleProps {
  readonly preset: Preset;
  readonly display: Display;
  /** The experiment on the page, as a fragment. */
  readonly present: string;
  readonly onChosen: () => void;
}

function Example({ preset: { name, sentence, fragment }, display, present, onChosen }: ExampleProps) {
  const parsed = parseFragment(fragment);
  // The view and the theme stay as they are; a story ends.
  const href = serialise(parsed.experiment, { ...display, story: null, play: parsed.display.play });
  const current = serialise(parsed.experiment, DEFAULT_DISPLAY) === present;
  const learnt = learntOf(parsed.experiment);
  return (
    <a href={`#${href}`} aria-current={current ? 'true' : undefined} onClick={onChosen}>
      <span className="example-picture">
        <FlowThumbnail {...predictedFlow(parsed)} width={72} height={72} />
        {learnt && <LearntThumbnail learnt={learnt} width={60} height={72} />}
      </span>
      <strong>{name}</strong>
      <span>
        <Maths text={sentence} />
      </span>
    </a>
  );
}

/** What theory says of every arm; of data that are not here, at the same K_1. */
function predictedFlow(parsed: Parsed) {
  const { experiment } = withLoadedData(parsed);
  return {
    curves: theoryOf(experiment).predictions.map(({ varianceLog10 }) => varianceLog10),
    slots: armSlots(experiment.arms),
  };
}
