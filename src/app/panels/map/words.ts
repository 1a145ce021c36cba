/** What the panel of the map says. */
import { cellText, countsOf, placeText } from '../../../charts/map/describe.ts';
import type { MapChartAxis } from '../../../charts/map/types.ts';
import type { EngineReport } from '../../../engine/protocol.ts';
import type { EngineChoice, Experiment } from '../../../experiment/experiment.ts';
import { armLabel } from '../../../experiment/layerKind.ts';
import { forgetsK1 } from '../../../experiment/map/forgets.ts';
import type { MapPlan, MapPlane, MapProgress } from '../../../experiment/map/map.ts';
import { capitalised } from '../../../lib/capitalised.ts';
import { counted } from '../../../lib/counted.ts';
import type { StoredOrigin } from '../../../maps/stored.ts';
import { listed } from '../lookFor.ts';

export const MAP_NAME = 'Map of networks';

/** `512 networks, 200 steps each`. */
export function sizeText({ x, y, steps }: MapPlan, arms: number): string {
  const networks = x.cells * y.cells * arms;
  return `${counted(networks, 'network')}, ${steps === 0 ? 'not trained' : `${counted(steps, 'step')} each`}`;
}

/** What is to be seen of the map so far. */
export function lookForMap(planes: readonly MapPlane[], steps: number): string {
  const seen = planes.map(({ label, cells }) => {
    const counts = countsOf(cells);
    const known = cells.length - counts.unknown;
    if (steps === 0) {
      return `of ${label} ${counts.open} of ${known} are alive, ${counts.overflow} overflow, ${counts.vanished} have vanished`;
    }
    const lost = [
      counts.overflow > 0 && `${counts.overflow} overflow at the start`,
      counts.diverged > 0 && `${counts.diverged} diverge in training`,
      counts.vanished > 0 && `${counts.vanished} have vanished`,
    ].filter(Boolean);
    return `of ${label} ${counts.learned} of ${known} learn${lost.length > 0 ? `, ${lost.join(', ')}` : ''}`;
  });
  return `Every cell is a network. ${capitalised(seen.join('; '))}.`;
}

/** Where a map that was not computed here is from. */
export function storedText({ date, engine }: StoredOrigin, seed: number): string {
  const day = new Date(date).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return `A stored map, computed on ${day} by ${engine}, seed ${seed}.`;
}

/** What a norm leaves of an axis of K_1; null: there is nothing to say. */
export function normText(experiment: Experiment, plan: MapPlan): string | null {
  const labels = experiment.arms.filter((arm) => forgetsK1(experiment, arm, plan)).map(armLabel);
  if (labels.length === 0) return null;
  return `Before training K_1 changes layer 1 of ${listed(labels)} alone: behind a norm, without skip and biases, all later layers are the same.`;
}

/** Where the way to the end is longer than this it is told in minutes. */
const MINUTE = 90;

/** How far it has come. */
export function progressText({ done, total, secondsLeft }: MapProgress, status: string): string {
  const networks = `${done} of ${total} networks`;
  if (status === 'paused') return `Paused at ${networks}.`;
  if (status === 'cancelled') return `Ended at ${networks}; the rest is drawn as the nearest of them.`;
  if (status === 'done') return `All ${counted(total, 'network')} are computed.`;
  return `${networks}${secondsLeft === null ? '' : `, about ${timeText(secondsLeft)} left`}.`;
}

function timeText(seconds: number): string {
  if (seconds < MINUTE) return counted(Math.max(1, Math.ceil(seconds)), 'second');
  return counted(Math.round(seconds / 60), 'minute');
}

/** What trains the networks, where that is not the page's cores as ever. */
export function engineText(engine: EngineReport | null, choice: EngineChoice): string {
  if (engine === null) return '';
  if (engine.name === 'fused') return `Trained on WebGPU (${engine.adapter}), many at a time.`;
  return choice === 'fused' ? engine.reason : '';
}

/** The same for a screen reader, which is told at every quarter only. */
export function progressNews({ done, total }: MapProgress, status: string): string {
  switch (status) {
    case 'running':
      return [
        'The map is being computed.',
        'A quarter of the map is computed.',
        'Half of the map is computed.',
        'Three quarters of the map are computed.',
      ][Math.min(3, Math.floor((4 * done) / Math.max(1, total)))] as string;
    case 'paused':
      return 'The map is paused.';
    case 'cancelled':
      return 'The map was ended.';
    case 'done':
      return 'The map is computed.';
    case 'stored':
      return 'The map is a stored one.';
    default:
      return '';
  }
}

/** What has become of the networks of a cell, arm by arm. */
export function readingText(
  planes: readonly MapPlane[],
  axes: { readonly x: MapChartAxis; readonly y: MapChartAxis },
  index: number,
): string {
  const known = planes.map(({ cells }) => cells[index]).find((cell) => cell);
  if (!known) return 'This cell is not computed yet.';
  const each = planes.map(({ label, cells, baseline }) => `${label} ${cellText(cells[index] ?? null, baseline)}`);
  return `${placeText(axes.x, axes.y, known)}: ${each.join('; ')}.`;
}
