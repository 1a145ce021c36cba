/** The parts of the script that are the same for every experiment. */

export const NETWORK = `\
class Network(nn.Module):
    """z_1 = W_1 s x + b_1, z_l = W_l sigma(z_(l-1)) + b_l, s the input scale; the output is z_L."""

    def __init__(self, arm, scale, seed):
        super().__init__()
        self.activation, self.scale = arm["activation"], scale
        # Competitors of the same seed share their normal numbers.
        generator = torch.Generator().manual_seed(seed)
        fans = [INPUTS] + [WIDTH] * (DEPTH - 1) + [OUTPUTS]
        self.layers = nn.ModuleList(nn.Linear(*pair) for pair in zip(fans, fans[1:]))
        with torch.no_grad():
            for layer, cw in zip(self.layers, arm["cw"]):
                deviation = math.sqrt(cw / layer.in_features)
                layer.weight.copy_(torch.randn(layer.weight.shape, generator=generator) * deviation)
                layer.bias.copy_(torch.randn(layer.bias.shape, generator=generator) * math.sqrt(arm["cb"]))

    def preactivations(self, x):
        z = [self.layers[0](self.scale * x)]
        for layer in self.layers[1:]:
            z.append(layer(self.activation(z[-1])))
        return z

    def forward(self, x):
        return self.preactivations(x)[-1]


def input_scale(arm, x):
    """The factor of all inputs that makes the mean of K_1 = C_b + C_W |s x|^2 / INPUTS the arm's k1."""
    mean_square = x.double().square().mean().item()
    if arm["k1"] is None or mean_square == 0:
        return 1.0
    return math.sqrt((arm["k1"] - arm["cb"]) / (arm["cw"][0] * mean_square))


@torch.no_grad()
def variances(network, x):
    """The mean over examples and neurons of z_l squared, layer by layer; in float64, which squares cannot leave."""
    return [z.double().square().mean().item() for z in network.preactivations(x)]


def report(arm, networks, x):
    measured = torch.tensor([variances(network, x) for network in networks], dtype=torch.float64)
    mean = measured.mean(dim=0).tolist()
    # With one network nothing is known of the spread.
    error = (measured.std(dim=0) / math.sqrt(len(networks))).tolist() if len(networks) > 1 else [math.nan] * DEPTH
    print(f"\\n{arm['label']}: variance of preactivations at initialisation, networks: {len(networks)}")
    print("layer       measured standard error         theory")
    for layer in range(DEPTH):
        log10 = arm["theory_log10"][layer]
        theory = f"{10.0**log10:14.6e}" if log10 < 308 else f"10^{log10:.6g}".rjust(14)
        print(f"{layer + 1:5d} {mean[layer]:14.6e} {error[layer]:14.6e} {theory}", flush=True)`;

export const TRAINING = `\
def batches(size, generator):
    """Permutation after permutation of all examples, cut into pieces of BATCH; or all of them."""
    if BATCH is None or BATCH >= size:
        while True:
            yield torch.arange(size)
    waiting = torch.arange(0)
    while True:
        while len(waiting) < BATCH:
            waiting = torch.cat([waiting, torch.randperm(size, generator=generator)])
        yield waiting[:BATCH]
        waiting = waiting[BATCH:]


def mean_loss(network, x, y):
    return example_losses(network, x[:OBSERVED], y[:OBSERVED]).mean().item()


def train(groups, x, y, steps, generator):
    """Prints the mean loss of every competitor's networks; one that is not finite, or 1e10 times its start, has diverged."""
    living = [[(n, optimizer_of(n.parameters()), mean_loss(n, x, y)) for n in networks] for networks in groups]
    print("\\n step " + " ".join(arm["label"].rjust(14) for arm in ARMS))
    rows = batches(len(x), generator)
    for step in range(steps + 1):
        if step % 100 == 0 or step == steps:
            texts = []
            for place, networks in enumerate(living):
                losses = [mean_loss(n, x, y) for n, _, _ in networks]
                kept = [i for i, loss in enumerate(losses) if math.isfinite(loss) and loss <= 1e10 * networks[i][2]]
                living[place] = [networks[i] for i in kept]
                texts.append(f"{sum(losses[i] for i in kept) / len(kept):.6g}" if kept else "diverged")
            print(f"{step:5d} " + " ".join(text.rjust(14) for text in texts), flush=True)
        if step == steps or not any(living):
            return
        batch = next(rows)
        for network, optimizer, _ in (entry for networks in living for entry in networks):
            optimizer.zero_grad()
            example_losses(network, x[batch], y[batch]).mean().backward()
            optimizer.step()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--replicas", type=int, default=REPLICAS, help="networks of each competitor")
    parser.add_argument("--steps", type=int, default=STEPS, help="optimizer steps; 0: the initialisation alone")
    options = parser.parse_args()
    print(PERMALINK)
    # Streams of their own, away from the weights', which use SEED, SEED + 1, ...
    x, y = examples(torch.Generator().manual_seed(SEED + 2**33))
    groups = []
    for arm in ARMS:
        scale = input_scale(arm, x[:OBSERVED])
        networks = [Network(arm, scale, (SEED + replica) % 2**32) for replica in range(options.replicas)]
        report(arm, networks, x[:OBSERVED])
        groups.append(networks)
    if options.steps > 0:
        train(groups, x, y, options.steps, torch.Generator().manual_seed(SEED + 2**34))


if __name__ == "__main__":
    main()
`;
