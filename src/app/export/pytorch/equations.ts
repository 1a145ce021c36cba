/** Differential equations as Python: points inside and on the boundary, and the equation's left side by autograd. */
import { settingOf, type TaskSettings } from '../../../tasks/task.ts';
import type { Examples } from './examples.ts';
import { product, pythonNumber, stretched } from './python.ts';

type Interval = readonly [number, number];

const count = (settings: TaskSettings): number => settingOf(settings, 'points');

/**
 * What is asked at a point is a row (target, 1 inside and 0 on the boundary, weight): the weights make the mean over
 * examples the mean square inside plus WEIGHT times that on the boundary.
 */
function conditions(settings: TaskSettings): string {
  const weight = settingOf(settings, 'weight');
  return `\
def conditions(inside, source, boundary, values, generator):
    """Points inside and on the boundary in random order, and rows (target, inside?, weight) of what is asked there.

    The weights make the mean over all points the mean inside plus ${weight === 1 ? 'the mean' : `${pythonNumber(weight)} times that`} on the boundary.
    """
    size = len(inside) + len(boundary)
    x = torch.cat([inside, boundary])
    asked = torch.zeros(size, 3)
    asked[:, 0] = torch.cat([source, values])
    asked[: len(inside), 1] = 1
    asked[: len(inside), 2] = size / len(inside)
    asked[len(inside) :, 2] = ${product(weight, 'size / len(boundary)')}
    order = torch.randperm(size, generator=generator)
    return x[order], asked[order]


def centres(count):
    """The middles of equal cells of [0, 1]."""
    return (2 * torch.arange(count) + 1) / (2 * count)`;
}

export const POISSON: Examples = (settings) => ({
  drawn: true,
  source: `\
def examples(generator):
    """-u'' = f on [0, 1] with u = 0 at both ends, f such that u = sin(k x)."""
    k = ${product(settingOf(settings, 'freq'), 'math.pi')}
    inside = centres(${count(settings)})[:, None]
    ends = torch.tensor([[0.0], [1.0]])
    return conditions(inside, k**2 * torch.sin(k * inside[:, 0]), ends, torch.zeros(2), generator)


def left_side(u, x):
    ux = derivative(u, x)[..., 0]
    return -derivative(ux, x)[..., 0]


${conditions(settings)}`,
});

/** Sixteen times the same coordinate. */
function sixteen(value: number): string {
  return value === 0 ? 'torch.zeros(16)' : product(value, 'torch.ones(16)');
}

interface Evolution {
  readonly about: string;
  readonly between: Interval;
  readonly until: number;
  /** u(x, 0). */
  readonly start: string;
  readonly leftSide: string;
}

/** u(x, t) with u = 0 at both ends; collocation points by a Latin hypercube. */
const evolution =
  ({ about, between, until, start, leftSide }: Evolution): Examples =>
  (settings) => ({
    drawn: true,
    source: `\
def examples(generator):
    """${about}"""
    n = ${count(settings)}
    # One point in each of n strips of x, of which each has its own strip of t.
    x = ${stretched('(torch.arange(n) + torch.rand(n, generator=generator)) / n', between)}
    t = ${product(until, '(torch.randperm(n, generator=generator) + torch.rand(n, generator=generator)) / n')}
    first = ${stretched('centres(32)', between)}
    times = ${product(until, 'centres(16)')}
    boundary = torch.cat(
        [
            torch.stack([first, torch.zeros(32)], dim=1),
            torch.stack([${sixteen(between[0])}, times], dim=1),
            torch.stack([${sixteen(between[1])}, times], dim=1),
        ]
    )
    values = torch.cat([${start}, torch.zeros(32)])
    return conditions(torch.stack([x, t], dim=1), torch.zeros(n), boundary, values, generator)


def left_side(u, x):
    ux, ut = derivative(u, x).unbind(dim=2)
    uxx = derivative(ux, x)[..., 0]
    return ${leftSide}


${conditions(settings)}`,
  });

export const HEAT = evolution({
  about: 'u_t = u_xx on [0, 1] with u = 0 at both ends, from sin(pi x) + sin(3 pi x) / 2.',
  between: [0, 1],
  until: 0.2,
  start: 'torch.sin(math.pi * first) + torch.sin(3 * math.pi * first) / 2',
  leftSide: 'ut - uxx',
});

export const BURGERS = evolution({
  about: 'u_t + u u_x = (0.01 / pi) u_xx on [-1, 1] with u = 0 at both ends, from -sin(pi x).',
  between: [-1, 1],
  until: 1,
  start: '-torch.sin(math.pi * first)',
  leftSide: 'ut + u * ux - 0.01 / math.pi * uxx',
});
