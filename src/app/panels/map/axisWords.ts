/** What the axes of a map are called. */
import type { MapChartAxis } from '../../../charts/map/types.ts';
import { isLetter } from '../../../experiment/map/axis.ts';
import type { MapAxis, MapKey } from '../../../experiment/map/map.ts';

type AxisWords = Pick<MapChartAxis, 'symbol' | 'words'>;

const WORDS: Readonly<Record<string, AxisWords>> = {
  cw: { symbol: 'C_W', words: 'weight variance' },
  cb: { symbol: 'C_b', words: 'bias variance' },
  k1: { symbol: 'K_1', words: 'input scale' },
  lr: { symbol: 'learning rate', words: '' },
  skip: { symbol: 'γ', words: 'skip' },
  depth: { symbol: 'depth', words: '' },
  width: { symbol: 'width', words: '' },
};

export const axisWords = (key: MapKey): AxisWords => WORDS[key] ?? { symbol: key, words: 'of the formula' };

/** As an option of a list, which has no room for an index. */
export function axisOption(key: MapKey): string {
  const { symbol, words } = axisWords(key);
  return isLetter(key) || words === '' ? [symbol, words].join(' ').trim() : `${symbol}, ${words}`;
}

export const chartAxis = ({ key, ...axis }: MapAxis): MapChartAxis => ({ ...axis, ...axisWords(key) });
