/** What layers have beside the plain ones': every line of the script that speaks of it. */
import type { LayerKind, NormName } from '../../../theory/layer.ts';
import { pythonNumber } from './python.ts';

/** What some competitor's layers have. */
export interface LayerForm {
  readonly skips: boolean;
  readonly norms: readonly Exclude<NormName, 'none'>[];
  readonly orthogonal: boolean;
}

export const layerForm = (kinds: readonly LayerKind[]): LayerForm => ({
  skips: kinds.some(({ skip }) => skip !== 0),
  norms: (['rms', 'layer'] as const).filter((name) => kinds.some(({ norm }) => norm === name)),
  orthogonal: kinds.some(({ weights }) => weights === 'orthogonal'),
});

/** Their names in the script. */
const NORM_NAMES: Readonly<Record<Exclude<NormName, 'none'>, string>> = { rms: 'rms_norm', layer: 'layer_norm' };

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
export const layerFunctions = ({ norms, orthogonal }: LayerForm): string[] => [
  ...(norms.length > 0 ? [RMS] : []),
  ...(norms.includes('layer') ? [LAYER] : []),
  ...(orthogonal ? [DRAWS] : []),
];

/** What is said of a competitor's layers where some competitor's are not plain. */
export const layerFields = ({ skip, norm, weights }: LayerKind, { skips, norms, orthogonal }: LayerForm): string[] => [
  ...(skips ? [`"skip": ${pythonNumber(skip)},`] : []),
  ...(norms.length > 0 ? [`"norm": ${norm === 'none' ? 'None' : NORM_NAMES[norm]},`] : []),
  ...(orthogonal ? [`"draw": ${weights === 'orthogonal' ? 'orthogonal' : 'gaussian'},`] : []),
];

/** The pieces of the networks (networks.ts) that know of it. */
export function layerCode({ skips, norms, orthogonal }: LayerForm) {
  const normed = norms.length > 0;
  return {
    /** Weights of unit variance. */
    drawn: orthogonal ? 'arm["draw"](fan_out, fan_in, generator)' : 'torch.randn(fan_out, fan_in, generator=generator)',
    /** What σ is taken of, in the formula and in the code. */
    inner: normed ? 'norm(z_(l-1))' : 'z_(l-1)',
    taken: normed ? 'self.norm(z) if self.norm else z' : 'z',
    remarks: skips ? ['Between hidden layers skip z_(l-1) is added to z_l.'] : [],
    members: [...(skips ? ['self.skip = arm["skip"]'] : []), ...(normed ? ['self.norm = arm["norm"]'] : [])],
    /** z of every layer from `values`. */
    loop: skips ? SKIPPING_LOOP : LOOP,
  };
}

const LOOP = `\
        for weight, bias in zip(self.weights, self.biases):
            z = torch.baddbmm(bias, values, weight.mT)`;
const SKIPPING_LOOP = `\
        layers = enumerate(zip(self.weights, self.biases), start=1)
        z = None
        for layer, (weight, bias) in layers:
            below, z = z, torch.baddbmm(bias, values, weight.mT)
            if 1 < layer < DEPTH:
                z = z + self.skip * below`;
