import { activation } from '../../activations/catalogue.ts';
import type { Arm } from '../../experiment/experiment.ts';
import { armLabel, kindOf } from '../../experiment/layerKind.ts';
import { isPlain } from '../../theory/layer.ts';
import { noCriticality } from '../../theory/noCriticality.ts';
import { listed } from '../panels/lookFor.ts';
import { commonScale } from '../store/edits.ts';

/** What the starts of the arms have in common, in one or two sentences. */
export function scaleSentence(arms: readonly Arm[]): string {
  const each = arms.length === 1 ? 'The arm' : 'Each arm';
  const own = arms.every(({ k1 }) => k1 === null);
  const given = commonScale(arms) === null ? 'at the input scale K_1 set below' : 'all at one input scale';
  const scale = own ? 'input scale K_1 included' : given;
  if (arms.every(({ init }) => init === 'best')) return `${each} starts where theory finds its best start, ${scale}.`;
  if (arms.some(({ init }) => init !== 'critical')) return `${each} starts as set below, ${given}.`;
  const without = arms.filter((arm) => reasonOf(arm) !== null);
  if (without.length === 0) return `${each} starts at critical C_W and C_b, ${scale}.`;
  const others = without.length === arms.length ? '' : '; every other arm starts critical';
  return `${startsWithout(without)}${others}${own ? '' : `, ${scale}`}.`;
}

/** Why there is no critical point for its layers; null where there is one. */
const reasonOf = (arm: Arm) => noCriticality(activation(arm.activation), kindOf(arm));

/** No critical point is no last word: of plain layers there are better starts than the one that goes without biases. */
function startsWithout(arms: readonly Arm[]): string {
  const labels = [...new Set(arms.map(armLabel))];
  const several = labels.length > 1;
  const onFixedPoint = arms.every((arm) => arm.k1 === null && reasonOf(arm)?.why === 'homogeneous');
  const better = arms.every((arm) => isPlain(kindOf(arm))) ? ', though a better start exists' : '';
  const where = onFixedPoint ? `on ${several ? 'their' : 'its'} fixed point without biases` : 'without biases';
  return `${listed(labels)} ${several ? 'have' : 'has'} no critical point and ${several ? 'start' : 'starts'} ${where}${better}`;
}
