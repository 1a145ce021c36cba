import { DEFAULT_DISPLAY } from '../../experiment/defaults.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { serialise } from '../../experiment/permalink.ts';
import { PRESETS } from '../../experiment/presets.ts';
import { defaultSettings, task } from '../../tasks/catalogue.ts';
import { useLab } from '../store/LabContext.tsx';

/** Which file an example waits for, where its link was opened without it; nothing of other links. */
export function Bring() {
  const experiment = useLab((state) => state.experiment);
  const wanted = useLab((state) => state.rejected.some(({ key, value }) => key === 'task' && value === 'own'));
  const file = wanted ? wantedFile(experiment) : undefined;
  return file && <p>{file}</p>;
}

/** Of the example that this experiment is but for its data, which stand in for the visitor's own. */
export function wantedFile(experiment: Experiment): string | undefined {
  const own = { name: 'own', settings: defaultSettings(task('own')) };
  const fragment = serialise({ ...experiment, task: own }, DEFAULT_DISPLAY);
  return PRESETS.find((preset) => preset.fragment === fragment)?.bring;
}
