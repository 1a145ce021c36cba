/** The networks, their initialisation and its report: the parts of the script before training. */
import type { Form } from './form.ts';
import { layerCode } from './layers.ts';

export function networks({ biases, scaled, exact, layers }: Form): string {
  const { drawn, inner, taken, remarks, members, loop } = layerCode(layers);
  const input = scaled === 'none' ? 'x' : '(self.scale * x)';
  const drawnBiases = biases
    ? '[math.sqrt(arm["cb"]) * torch.randn(1, fan_out, generator=generator) for fan_out in fans[1:]]'
    : '[torch.zeros(1, fan_out) for fan_out in fans[1:]]';
  return `\
${exact ? EXACT : ''}def drawn_network(arm, seed):
    """Weights [fan-out, fan-in] and biases [1, fan-out] of every layer of one network.

    Drawn on the CPU, so that a seed gives the same numbers on every device; competitors share them for the same seed.
    """
${exact ? '    if arm["exact"] is not None:\n        return exact_network(arm["exact"])\n' : ''}    generator = torch.Generator().manual_seed(seed)
    fans = [INPUTS] + [WIDTH] * (DEPTH - 1) + [OUTPUTS]
    weights = [
        math.sqrt(cw / fan_in) * ${drawn}
        for cw, fan_in, fan_out in zip(arm["cw"], fans, fans[1:])
    ]
    return weights, ${drawnBiases}


class Networks(nn.Module):
    """A competitor's networks side by side, one for each seed, which share nothing.

    ${formula(scaled, inner)}; the output is z_L.${remarks.map((line) => `\n    ${line}`).join('')}
    Weights are [networks, fan-out, fan-in], biases [networks, 1, fan-out], values [networks, examples, neurons].
    """

    def __init__(self, arm, seeds${scaled === 'none' ? '' : ', scale'}):
        super().__init__()
        self.activation = arm["activation"]${members.map((line) => `\n        ${line}`).join('')}${scaled === 'none' ? '' : '\n        self.scale = scale'}
        weights, biases = zip(*(drawn_network(arm, seed) for seed in seeds))
        self.weights = nn.ParameterList(nn.Parameter(torch.stack(layer)) for layer in zip(*weights))
        self.biases = nn.ParameterList(nn.Parameter(torch.stack(layer)) for layer in zip(*biases))

    def __len__(self):
        return len(self.weights[0])

    def preactivations(self, x):
        """z_1 to z_L, one after the other; x [examples, INPUTS], or [networks, examples, INPUTS]."""
        values = ${input}.expand(len(self), -1, -1)
${loop}
            yield z
            values = self.activation(${taken})

    def forward(self, x):
        for z in self.preactivations(x):
            output = z
        return output`;
}

const EXACT = `\
def exact_network(layers):
    """Weights that are written down: of every layer those that are not 0, as (neuron, input, value). Biases are 0."""
    fans = [INPUTS] + [WIDTH] * (DEPTH - 1) + [OUTPUTS]
    weights = [torch.zeros(fan_out, fan_in) for fan_in, fan_out in zip(fans, fans[1:])]
    for weight, entries in zip(weights, layers):
        for neuron, source, value in entries:
            weight[neuron, source] = value
    return weights, [torch.zeros(1, fan_out) for fan_out in fans[1:]]


`;

/** The layers in one line. */
function formula(scaled: Form['scaled'], inner: string): string {
  const [input, scale] = scaled === 'none' ? ['x', ''] : ['s x', ', s the scale of the inputs'];
  return `z_1 = W_1 ${input} + b_1, z_l = W_l sigma(${inner}) + b_l${scale}`;
}

/** The factor of the inputs, from the data as they are drawn on the CPU. */
export function inputScale({ biases, scaled }: Form): string {
  const [mean, wanted] = biases
    ? ['C_b + C_W |s x|^2 / INPUTS', '(arm["k1"] - arm["cb"])']
    : ['C_W |s x|^2 / INPUTS', 'arm["k1"]'];
  const unscaled = scaled === 'some' ? '\n    if arm["k1"] is None:\n        return 1' : '';
  return `\
def input_scale(arm, x):
    """The factor s of all inputs that makes k1 the mean over the examples of K_1 = ${mean}."""${unscaled}
    mean_square = x.double().square().mean().item()
    return math.sqrt(${wanted} / (arm["cw"][0] * mean_square))`;
}

export const REPORT = `\
@torch.no_grad()
def variances(networks, x):
    """The mean over examples and neurons of z_l squared, [layers, networks].

    In float64, where no square of a float32 number overflows, and on the CPU, since not every device has float64.
    """
    return torch.stack([z.cpu().double().square().mean(dim=(1, 2)) for z in networks.preactivations(x)])


def report(arm, networks, x):
    """Prints the variance of every layer at initialisation, over the networks that are finite up to there."""
    print(f"\\n{arm['label']}: variance of preactivations at initialisation, over the networks finite up to there")
    print("layer      finite      their mean  its std. error  theory, infinite width")
    finite = torch.ones(len(networks), dtype=torch.bool)
    for layer, (values, log10) in enumerate(zip(variances(networks, x), arm["theory_log10"]), start=1):
        finite = finite & values.isfinite()
        found = values[finite]
        share = f"{len(found)} of {len(networks)}"
        mean = f"{found.mean().item():.6e}" if len(found) > 0 else "none finite"
        error = f"{found.std().item() / math.sqrt(len(found)):.2e}" if len(found) > 1 else "-"
        theory = f"{10.0**log10:.6e}" if log10 < 308 else f"10^{log10:.6g}"
        print(f"{layer:5d}  {share:>10}  {mean:>14}  {error:>14}  {theory:>22}", flush=True)`;
