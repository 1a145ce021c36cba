import { useEffect, useState } from 'react';
import { useMap } from './useMap.ts';
import { engineText, progressNews, progressText, sizeText, storedText } from './words.ts';

/** Starts, pauses and ends the map, and says how far it has come. */
export function MapTransport() {
  const { model, state } = useMap();
  const { experiment, plan, map, status, problem } = state;
  const [refused, setRefused] = useState<string | null>(null);
  // Another map has no part in what was refused.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what was refused
  useEffect(() => setRefused(null), [experiment, plan]);
  const progress = map?.progress ?? null;
  const sentence = problem ?? refused;
  const computed =
    progress && `${progressText(progress, status)} ${engineText(map?.engine ?? null, experiment.engine)}`.trim();
  const said = map?.stored ? storedText(map.stored, map.experiment.seed) : computed;
  const under = status === 'running' || status === 'paused';
  return (
    <div className="map-transport">
      <div className="buttons">
        {!under && (
          <button
            type="button"
            className="primary"
            disabled={problem !== null}
            onPointerEnter={model.warm}
            onFocus={model.warm}
            onClick={() => setRefused(model.start())}
          >
            {map ? 'Compute it anew' : 'Compute the map'}
          </button>
        )}
        {status === 'running' && (
          <button type="button" onClick={model.pause}>
            Pause the map
          </button>
        )}
        {status === 'paused' && (
          <button type="button" className="primary" onClick={model.resume}>
            Go on
          </button>
        )}
        {under && (
          <button type="button" onClick={model.cancel}>
            Cancel
          </button>
        )}
      </div>
      {under && progress && <progress aria-label="Networks of the map" max={progress.total} value={progress.done} />}
      {sentence === null ? (
        <p className="map-said">{said ?? `${sizeText(plan, experiment.arms.length)}.`}</p>
      ) : (
        <p role="alert" className="map-problem">
          {sentence}
        </p>
      )}
      <p role="status" className="unseen">
        {progress ? progressNews(progress, status) : ''}
      </p>
    </div>
  );
}
