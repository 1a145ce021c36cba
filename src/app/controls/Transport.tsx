import { count } from '../../lib/counted.ts';
import { useActions, useLab } from '../store/LabContext.tsx';
import { Term } from './Term.tsx';

/** Play and pause, single steps, back to the start, other weights; how far and how fast. */
export function Transport() {
  const playing = useLab((state) => state.playing);
  const actions = useActions();
  return (
    <section aria-label="Training" className="transport">
      <div className="buttons">
        <button
          type="button"
          className="primary"
          aria-keyshortcuts="Space"
          onClick={playing ? actions.pause : actions.play}
        >
          {playing ? 'Pause' : 'Play'}
        </button>
        <button
          type="button"
          aria-keyshortcuts="ArrowRight"
          title="One optimizer step; ten with Shift"
          onClick={(event) => actions.step(event.shiftKey ? 10 : 1)}
        >
          Step
        </button>
        <button
          type="button"
          aria-keyshortcuts="r"
          title="The same weights again, from step 0"
          onClick={actions.rewind}
        >
          Rewind
        </button>
        <button type="button" aria-keyshortcuts="n" title="Other initial weights" onClick={actions.newSeed}>
          New seed
        </button>
      </div>
      <Progress />
    </section>
  );
}

function Progress() {
  const step = useLab(({ shown }) => shown?.latest.measurement.step ?? 0);
  const limit = useLab(({ experiment }) => experiment.steps);
  const playing = useLab((state) => state.playing);
  const speed = useLab((state) => state.stepsPerSecond);
  const drawn = useLab((state) => state.drawn);
  if (drawn !== null) {
    return (
      <div className="progress">
        <progress aria-label="Drawing the initial weights" max={1} value={drawn} />
        <p>
          <Term help="Orthogonal matrices of wide and deep networks take their time; training starts when they are there.">
            {`drawing weights: ${Math.round(100 * drawn)} %`}
          </Term>
        </p>
      </div>
    );
  }
  return (
    <div className="progress">
      {limit > 0 && <progress aria-label="Progress" max={limit} value={Math.min(step, limit)} />}
      <p>
        <Term help="Optimizer steps done since the initialisation, and the step at which training stops.">
          {limit > 0 ? `step ${count(step)} of ${count(limit)}` : `step ${count(step)}`}
        </Term>
        <span className="speed">
          {playing && speed !== null && (
            <Term help="Optimizer steps per second of all arms together, measured over about the last second.">
              {`${count(speed)} steps/s`}
            </Term>
          )}
        </span>
      </p>
    </div>
  );
}
