import { formatParameter } from '../../charts/shared/format.ts';
import { type ArmSetup, hiddenLayer, variancesOf } from '../../experiment/setup.ts';
import { hasPlainKernel } from '../../theory/layer.ts';
import { noCriticality } from '../../theory/noCriticality.ts';
import { writtenWeights } from './writtenStart.ts';

/** Numbers of an initialisation this close are the same to its twelve digits. */
const SAME = 1e-9;

/** The initialisation in numbers, and what kind of a start it is. */
export function initialisationNote(arm: ArmSetup): string {
  const kind = kindOf(arm);
  const { cw, cb } = variancesOf(arm);
  const byLayer = Math.min(...cw) === Math.max(...cw) ? '' : ' by layer';
  return `C_W = ${writtenWeights(arm)}${byLayer}, C_b = ${formatParameter(cb)}${kind === null ? '' : `: ${kind}`}`;
}

function kindOf(arm: ArmSetup): string | null {
  const { activation, critical, best, exact, k1 } = arm;
  const layer = hiddenLayer(arm);
  if (exact !== null) {
    return 'theory’s, of random weights; these are exact, by formula';
  }
  if (best !== null) return 'by theory, signal and gradient of all inputs last longest from here';
  if (critical === null) return null;
  if (critical.critical) return 'critical';
  const own = Math.abs(k1 / critical.k1 - 1) < SAME;
  if (noCriticality(activation, layer)?.why === 'homogeneous') {
    return own
      ? 'on its fixed point without biases, mean input'
      : `without biases its fixed point is K_1 = ${formatParameter(critical.k1)}; no critical point exists`;
  }
  return own && hasPlainKernel(layer) ? 'χ⊥ is 1 at layer 1; no critical point exists' : 'no critical point exists';
}
