import { DEFAULT_EXPERIMENT } from '../../experiment/defaults.ts';
import { Examples } from '../presets/Examples.tsx';
import { useLab } from '../store/LabContext.tsx';
import { labAddress } from '../views/address.ts';

/** Where to go from the last step: to the whole page with its experiment, to the challenge that the page poses, to examples. */
export function StoryEnd() {
  const experiment = useLab((state) => state.experiment);
  const display = useLab((state) => state.display);
  return (
    <nav aria-label="What next" className="story-end">
      <a href={labAddress({ experiment, display })}>Keep this in the lab</a>
      <a href={labAddress({ experiment: { ...DEFAULT_EXPERIMENT, engine: experiment.engine }, display })}>
        The challenge: make RePU survive
      </a>
      <Examples />
    </nav>
  );
}
