/** What layers have beside the plain ones': normalisation and orthogonal weights, as functions of the script. */
import type { NormName } from '../../../theory/layer.ts';
import type { Form } from './form.ts';

/** Their names in the script. */
export const NORM_NAMES: Readonly<Record<Exclude<NormName, 'none'>, string>> = { rms: 'rms_norm', layer: 'layer_norm' };

const RMS = `\
def rms_norm(z):
    """z over the root of its mean square over the neurons; 0 where all of z is."""
    largest = z.detach().abs().amax(dim=-1, keepdim=True)
    # Divided by the largest first: no square leaves float32.
    z = z / torch.where(largest > 0, largest, torch.ones_like(largest))
    mean_square = z.square().mean(dim=-1, keepdim=True)
    return z / torch.where(mean_square > 0, mean_square, torch.ones_like(mean_square)).sqrt()`;

const LAYER = `\
def layer_norm(z):
    """z less its mean, over its standard deviation, over the neurons; it has no parameters of its own."""
    return rms_norm(z - z.mean(dim=-1, keepdim=True))`;

const DRAWS = `\
def gaussian(fan_out, fan_in, generator):
    """Independent standard normals, [fan-out, fan-in]."""
    return torch.randn(fan_out, fan_in, generator=generator)


def orthogonal(fan_out, fan_in, generator):
    """A random orthogonal matrix with entries of mean square 1, [fan-out, fan-in]: the shorter side is orthonormal."""
    large, small = max(fan_out, fan_in), min(fan_out, fan_in)
    q, r = torch.linalg.qr(torch.randn(large, small, generator=generator, dtype=torch.float64))
    q = math.sqrt(large) * q * r.diagonal().sign()
    return (q if fan_out >= fan_in else q.mT).float()`;

/** Defined before the competitors, which name them. */
export function layerFunctions({ norms, orthogonal }: Form['layers']): string[] {
  return [
    ...(norms.length > 0 ? [RMS] : []),
    ...(norms.includes('layer') ? [LAYER] : []),
    ...(orthogonal ? [DRAWS] : []),
  ];
}
