"""Holds networks that an exported script trains side by side against plain ones: python3 checkBatchedPytorch.py SCRIPT STEPS

Trains four networks of every competitor side by side by the script's own code, and then
- the first of them alone, by the same code;
- each of the four alone, as torch.nn.Linear layers with a loss and a loop that are written here;
- the four again of which the last starts at NaN: the others must not notice.
Prints, for each of the three, the largest distance of final parameters, relative to how far training has moved them.
scripts/checkPytorch.mjs runs this for every optimizer and kind of loss and judges the numbers.
"""

import importlib.util
import sys

import torch
from torch import nn

NETWORKS = 4


def imported(path):
    spec = importlib.util.spec_from_file_location("experiment", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


lab = imported(sys.argv[1])
STEPS = int(sys.argv[2])
x, y = lab.examples(torch.Generator().manual_seed(1))


def steps():
    """The examples of every step, the same at each call."""
    rows = lab.batches(len(x), torch.Generator().manual_seed(2))
    return (next(rows) for _ in range(STEPS))


def parameters(networks):
    """One vector of all parameters for each network, [networks, parameters]."""
    return torch.cat([p.detach().flatten(1) for p in [*networks.weights, *networks.biases]], dim=1)


def side_by_side(arm, seeds, spoilt=None):
    """Final parameters of networks trained by the script, [networks, parameters], and which failed."""
    networks = lab.Networks(arm, seeds, lab.input_scale(arm, x))
    training = lab.Training(arm, networks, x, y)
    if spoilt is not None:
        with torch.no_grad():
            networks.weights[0][spoilt] = float("nan")
    for batch in steps():
        training.step(x[batch], y[batch])
    return parameters(networks), training.failed.tolist()


class Plain(nn.Module):
    """One network of nn.Linear layers."""

    def __init__(self, arm, networks, index):
        super().__init__()
        self.activation, self.scale = arm["activation"], lab.input_scale(arm, x)
        self.layers = nn.ModuleList()
        for weight, bias in zip(networks.weights, networks.biases):
            layer = nn.Linear(weight.shape[2], weight.shape[1])
            layer.weight = nn.Parameter(weight[index].detach().clone())
            layer.bias = nn.Parameter(bias[index, 0].detach().clone())
            self.layers.append(layer)

    def forward(self, inputs):
        z = self.layers[0](inputs * self.scale)
        for layer in self.layers[1:]:
            z = layer(self.activation(z))
        return z


def plain_loss(network, inputs, asked):
    if hasattr(lab, "left_side"):
        return burgers_loss(network, inputs, asked)
    kind = nn.CrossEntropyLoss() if asked.dtype == torch.int64 else nn.MSELoss()
    return kind(network(inputs), asked)


def burgers_loss(network, inputs, asked):
    inside = asked[:, 1] == 1
    at = inputs[inside].clone().requires_grad_()
    u = network(at)
    (first,) = torch.autograd.grad(u, at, torch.ones_like(u), create_graph=True)
    (second,) = torch.autograd.grad(first[:, 0], at, torch.ones(len(at)), create_graph=True)
    residual = first[:, 1] + u[:, 0] * first[:, 0] - 0.01 / torch.pi * second[:, 0] - asked[inside, 0]
    error = network(inputs[~inside])[:, 0] - asked[~inside, 0]
    weighted = (asked[inside, 2] * residual**2).sum() + (asked[~inside, 2] * error**2).sum()
    return weighted / len(inputs)


def plain_optimizer(arm, network):
    """The kind and the numbers of the script's optimizer, for one plain network."""
    of_script = lab.Training(arm, lab.Networks(arm, [0], lab.input_scale(arm, x)), x, y).optimizer
    return type(of_script)(network.parameters(), **of_script.defaults)


def alone(arm, seeds, index):
    """Final parameters of one of those networks, trained by itself."""
    network = Plain(arm, lab.Networks(arm, seeds, lab.input_scale(arm, x)), index)
    optimizer = plain_optimizer(arm, network)
    for batch in steps():
        optimizer.zero_grad()
        plain_loss(network, x[batch], y[batch]).backward()
        optimizer.step()
    weights = [layer.weight.detach().flatten() for layer in network.layers]
    return torch.cat(weights + [layer.bias.detach() for layer in network.layers])


def distance(found, wanted, start):
    return ((found - wanted).norm() / (wanted - start).norm()).item()


def main():
    seeds = range(lab.SEED, lab.SEED + NETWORKS)
    first_alone, plain, spoilt = [], [], []
    for arm in lab.ARMS:
        start = parameters(lab.Networks(arm, seeds, lab.input_scale(arm, x)))
        together, failed = side_by_side(arm, seeds)
        if any(failed):
            sys.exit(f"Networks of {arm['label']} failed: {failed}.")
        single, _ = side_by_side(arm, seeds[:1])
        first_alone.append(distance(together[0], single[0], start[0]))
        plain += [distance(together[i], alone(arm, seeds, i), start[i]) for i in range(NETWORKS)]
        others, failed = side_by_side(arm, seeds, spoilt=NETWORKS - 1)
        if failed != [False] * (NETWORKS - 1) + [True]:
            sys.exit(f"With a last network of NaN these of {arm['label']} failed: {failed}.")
        spoilt += [distance(others[i], together[i], start[i]) for i in range(NETWORKS - 1)]
    print(max(first_alone), max(plain), max(spoilt))


main()
