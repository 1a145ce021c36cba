import { counted } from '../../lib/counted.ts';
import type { MapState } from '../store/map.ts';
import type { Caption } from './picture.ts';

/** A caption that says of the map what its picture cannot: how long its networks were trained, and how many of them there are yet. */
export function withMap(caption: Caption, { plan, map }: Pick<MapState, 'plan' | 'map'>): Caption {
  const { done, total } = map?.progress ?? { done: 0, total: 0 };
  const { steps } = plan;
  const parameters = [
    ...caption.parameters,
    `Every cell of the map is one network, the two values of its axes in place of those above, ${steps === 0 ? 'as initialised' : `trained ${counted(steps, 'step')}`}.`,
    ...(done < total ? [`${done} of ${total} networks are computed; the rest is drawn as the nearest of them.`] : []),
  ];
  return { ...caption, parameters };
}
