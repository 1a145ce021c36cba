import type { LossName } from '../../../tasks/task.ts';

/** What each example adds to the loss, [examples], as Python. */
export const LOSSES: Readonly<Record<LossName, string>> = {
  'squared-error': `\
def example_losses(network, x, y):
    return (network(x) - y).square().sum(dim=1)`,
  'cross-entropy': `\
def example_losses(network, x, y):
    return F.cross_entropy(network(x), y, reduction="none")`,
  residual: `\
def derivative(f, x):
    """The gradient of every example's f by its x; 0 where f does not depend on it."""
    (gradient,) = torch.autograd.grad(f.sum(), x, create_graph=True, allow_unused=True)
    return torch.zeros_like(x) if gradient is None else gradient


def example_losses(network, x, y):
    """Weighted squares of the equation's residual inside, and of u's error on the boundary."""
    wanted, inside, weight = y.unbind(dim=1)
    x = x.detach().requires_grad_()
    u = network(x)[:, 0]
    first = derivative(u, x)
    ux, ut = first[:, 0], first[:, -1]  # the last input is t where there is one
    uxx = derivative(ux, x)[:, 0]
    found = torch.where(inside == 1, asked_of(u, ux, uxx, ut), u)
    return weight * (found - wanted).square()`,
};
