import { useLab } from '../store/LabContext.tsx';
import { storyAddress } from '../views/address.ts';

/** Into the story, at its first step; Back returns. */
export function StoryLink() {
  const experiment = useLab((state) => state.experiment);
  const display = useLab((state) => state.display);
  return <a href={storyAddress(1, { experiment, display })}>Story</a>;
}
