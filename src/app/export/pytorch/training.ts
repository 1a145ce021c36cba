/** Training: the part of the script that runs the optimizers and counts failures. */
import type { Form } from './form.ts';

const BATCHES = `\
def batches(size, generator):
    """Permutation after permutation of all examples, cut into pieces of BATCH."""
    waiting = torch.arange(0)
    while True:
        while len(waiting) < BATCH:
            waiting = torch.cat([waiting, torch.randperm(size, generator=generator)])
        yield waiting[:BATCH]
        waiting = waiting[BATCH:]


`;

export function training({ minibatches, unobserved, optimizer }: Form): string {
  const [seenX, seenY] = unobserved ? ['x[:OBSERVED]', 'y[:OBSERVED]'] : ['x', 'y'];
  return `\
${minibatches ? BATCHES : ''}class Training:
    """A competitor's networks in training, and which of them have failed.

    A network has failed, for good, once a preactivation or the loss is not finite, or the loss is 1e10 times
    its start, which counts as 1e-6 at least.
    """

    def __init__(self, arm, networks, x, y):
        self.label, self.networks = arm["label"], networks
        self.optimizer = ${optimizer}
        self.failed = torch.zeros(len(networks), dtype=torch.bool, device=x.device)
        # Before there is a start, no loss is too large.
        self.start = torch.full((len(networks),), math.inf, device=x.device)
        self.start = self.observed_losses(x, y)

    def judge(self, losses):
        self.failed |= ~losses.isfinite() | (losses > 1e10 * self.start.clamp(min=1e-6))

    def observed_losses(self, x, y):
        """The mean loss of every network over all examples, infinite where it has failed; [networks]."""
        losses = example_losses(self.networks, x, y).mean(dim=1).detach()
        self.judge(losses)
        with torch.no_grad():
            for z in self.networks.preactivations(x):
                self.failed |= ~z.isfinite().flatten(1).all(dim=1)
        return losses.masked_fill(self.failed, math.inf)

    def step(self, x, y):
        losses = example_losses(self.networks, x, y).mean(dim=1)
        self.judge(losses.detach())
        self.optimizer.zero_grad()
        # Networks share no weight and the optimizer works number by number: from the sum each learns as if alone.
        losses.sum().backward()
        for parameter in self.networks.parameters():
            # One that has failed is taught no more, least of all NaN.
            parameter.grad.masked_fill_(self.failed[:, None, None], 0)
        self.optimizer.step()


def train(competitors, x, y, steps${minibatches ? ', generator' : ''}):
    """Prints the median loss of every competitor's networks, failed ones counted as infinite, and how many failed."""
    print("\\nLoss: the median over all networks, those that failed counted as infinite")
    print(" step" + "".join(competitor.label.rjust(32) for competitor in competitors))${
      minibatches ? '\n    rows = batches(len(x), generator)' : ''
    }
    for step in range(steps + 1):
        if step % 100 == 0 or step == steps:
            texts = []
            for competitor in competitors:
                losses = competitor.observed_losses(${seenX}, ${seenY}).tolist()
                median = statistics.median(losses)
                text = f"{median:.6g}" if math.isfinite(median) else "infinite"
                texts.append(f"{text}  {losses.count(math.inf)} of {len(losses)} failed")
            print(f"{step:5d}" + "".join(text.rjust(32) for text in texts), flush=True)
            running = [competitor for competitor in competitors if not competitor.failed.all()]
        if step == steps or not running:
            return${
              minibatches
                ? `
        batch = next(rows).to(x.device)
        for competitor in running:
            competitor.step(x[batch], y[batch])`
                : `
        for competitor in running:
            competitor.step(x, y)`
            }`;
}
