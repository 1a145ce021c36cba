import type { LossName } from '../../../tasks/task.ts';

/** What each example adds to the loss of each network, [networks, examples], as Python. */
export const LOSSES: Readonly<Record<LossName, string>> = {
  'squared-error': `\
def example_losses(networks, x, y):
    """[networks, examples]"""
    return (networks(x) - y).square().sum(dim=2)`,
  'cross-entropy': `\
def example_losses(networks, x, y):
    """[networks, examples]"""
    logits = networks(x)
    return F.cross_entropy(logits.transpose(1, 2), y.expand(len(logits), -1), reduction="none")`,
  sobolev: `\
def example_losses(networks, x, y):
    """Squared error of u, plus weight times that of its slope by the first input; [networks, examples]."""
    wanted, slope, weight = y.unbind(dim=1)
    # Every network has its own copy of x, by which its own u is differentiated.
    x = x.repeat(len(networks), 1, 1).requires_grad_()
    u = networks(x)[..., 0]
    (gradient,) = torch.autograd.grad(u.sum(), x, create_graph=True)
    return (u - wanted).square() + weight * (gradient[..., 0] - slope).square()`,
  residual: `\
def derivative(f, x):
    """[networks, examples, INPUTS]; 0 where f does not depend on x."""
    (gradient,) = torch.autograd.grad(f.sum(), x, create_graph=True, allow_unused=True)
    return torch.zeros_like(x) if gradient is None else gradient


def example_losses(networks, x, y):
    """Weighted squares of the equation's residual inside, and of u's error on the boundary; [networks, examples]."""
    wanted, inside, weight = y.unbind(dim=1)
    # Every network has its own copy of x, by which its own u is differentiated.
    x = x.repeat(len(networks), 1, 1).requires_grad_()
    u = networks(x)[..., 0]
    found = torch.where(inside == 1, left_side(u, x), u)
    return weight * (found - wanted).square()`,
};
