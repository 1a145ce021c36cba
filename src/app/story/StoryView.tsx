import type { CSSProperties } from 'react';
import { STORY } from '../../experiment/story.ts';
import { STORY_WORDS } from '../../experiment/storyWords.ts';
import { ControlsDialog } from '../controls/ControlsDialog.tsx';
import { Maths } from '../controls/Maths.tsx';
import { LoadingNote } from '../layout/LoadingNote.tsx';
import { Notices } from '../layout/Notices.tsx';
import { useSize } from '../layout/useSize.ts';
import { Verdicts } from '../panels/Verdicts.tsx';
import { useActions, useLab } from '../store/LabContext.tsx';
import { labAddress, storyAddress } from '../views/address.ts';
import { PanelGrid } from '../views/EmbedView.tsx';
import { stageType } from '../views/stageType.ts';
import { TextSizeContext } from '../views/textSize.ts';
import type { Move } from './moves.ts';
import { StoryEnd } from './StoryEnd.tsx';
import { useMoves } from './useMoves.ts';

/** The steps that end with an invitation, from this one on: to a formula of one's own, and beyond. */
const INVITES = 8;

/** One step of the story: its text, its experiment running, and the ways on, back and out. */
export function StoryView() {
  const [target, size] = useSize<HTMLElement>();
  const type = size && stageType(size);
  const experiment = useLab((state) => state.experiment);
  const display = useLab((state) => state.display);
  const place = display.story ?? 1;
  const told = STORY[place - 1];
  const words = STORY_WORDS[place - 1];
  const present = { experiment, display };
  const previous = place > 1 ? storyAddress(place - 1, present) : null;
  const next = place < STORY.length ? storyAddress(place + 1, present) : null;
  const leave = labAddress(present);

  // Every move goes to an address, so that Back undoes it.
  const follow = (move: Move) => {
    const address = { previous, next, leave }[move];
    if (address !== null) window.location.hash = address;
  };
  useMoves(follow);

  if (!told || !words) return null;
  return (
    <TextSizeContext value={type}>
      <main className="talk story" ref={target} style={{ '--type': `${type ?? 16}px` } as CSSProperties}>
        <Notices />
        <LoadingNote />
        <h1 className="unseen">Why deep networks live or die by their activation</h1>
        <section className="story-text" aria-label="Story" aria-live="polite" aria-atomic="true">
          <h2>
            <span className="story-place">
              <span className="unseen">Step </span>
              <span>{place}</span>
              <span className="soft">{` of ${STORY.length}`}</span>
            </span>
            <span>{words.title}</span>
          </h2>
          <p>
            <Maths text={words.text} />
          </p>
        </section>
        {place >= INVITES && <StoryEnd />}
        <Verdicts />
        <PanelGrid panels={display.panels ?? told.panels} />
        <nav className="story-bar" aria-label="Steps of the story">
          <Way name="Previous" disabled={previous === null} onClick={() => follow('previous')} />
          <Way name="Next" disabled={next === null} onClick={() => follow('next')} />
          <PlayButton />
          <ControlsDialog />
          <a href={leave}>Leave the story</a>
        </nav>
      </main>
    </TextSizeContext>
  );
}

interface WayProps {
  readonly name: 'Previous' | 'Next';
  readonly disabled: boolean;
  readonly onClick: () => void;
}

/** A button that keeps its place, and the focus, where there is nowhere to go. */
function Way({ name, disabled, onClick }: WayProps) {
  const on = name === 'Next';
  return (
    <button
      type="button"
      className="way"
      aria-disabled={disabled}
      aria-keyshortcuts={on ? 'ArrowRight PageDown' : 'ArrowLeft PageUp'}
      onClick={onClick}
    >
      {!on && <span aria-hidden="true">← </span>}
      <span>{name}</span>
      {on && <span aria-hidden="true"> →</span>}
    </button>
  );
}

function PlayButton() {
  const playing = useLab((state) => state.playing);
  const { play, pause } = useActions();
  return (
    <button type="button" aria-keyshortcuts="Space" onClick={playing ? pause : play}>
      {playing ? 'Pause' : 'Play'}
    </button>
  );
}
