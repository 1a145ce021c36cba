/** Differential equations as Python: points inside and on the boundary, and the residual from u and its derivatives. */
import { settingOf, type TaskSettings } from '../../../tasks/task.ts';
import type { Examples } from './examples.ts';
import { pythonNumber } from './python.ts';

const count = (settings: TaskSettings): number => settingOf(settings, 'points');

/**
 * What is asked at a point is a row (target, 1 inside and 0 on the boundary, weight): the weights make the mean over
 * examples the mean square inside plus WEIGHT times that on the boundary.
 */
const conditions = (settings: TaskSettings): string => `\
def conditions(inside, source, boundary, values, generator):
    """Points inside and on the boundary in random order, and rows (target, inside?, weight)."""
    size = len(inside) + len(boundary)
    weight = ${pythonNumber(settingOf(settings, 'weight'))}  # of the boundary
    x = torch.cat([inside, boundary])
    asked = torch.zeros(size, 3)
    asked[:, 0] = torch.cat([source, values])
    asked[: len(inside), 1] = 1
    asked[: len(inside), 2] = size / len(inside)
    asked[len(inside) :, 2] = weight * size / len(boundary)
    order = torch.randperm(size, generator=generator)
    return x[order], asked[order]


def centres(count, start, end):
    """The middles of equal cells of [start, end]."""
    return start + (end - start) * (2 * torch.arange(count) + 1) / (2 * count)`;

export const POISSON: Examples = (settings) => {
  const k = `math.pi * ${pythonNumber(settingOf(settings, 'freq'))}`;
  return `\
def examples(generator):
    """-u'' = f on [0, 1] with u = 0 at both ends, f such that u = sin(k x)."""
    k = ${k}
    inside = centres(${count(settings)}, 0, 1)[:, None]
    source = k**2 * torch.sin(k * inside[:, 0])
    return conditions(inside, source, torch.tensor([[0.0], [1.0]]), torch.zeros(2), generator)


def asked_of(u, ux, uxx, ut):
    return -uxx


${conditions(settings)}`;
};

/** u(x, t) with u = 0 at both ends; collocation points by a Latin hypercube. */
const evolution =
  (about: string, [left, right]: readonly [number, number], until: number, start: string, asked: string): Examples =>
  (settings) =>
    `\
def examples(generator):
    """${about}"""
    n = ${count(settings)}
    # One point in each of n strips of x, of which each has its own strip of t.
    x = ${left} + ${right - left} * (torch.arange(n) + torch.rand(n, generator=generator)) / n
    t = ${until} * (torch.randperm(n, generator=generator) + torch.rand(n, generator=generator)) / n
    first = centres(32, ${left}, ${right})
    times = centres(16, 0, ${until})
    boundary = torch.cat(
        [
            torch.stack([first, torch.zeros(32)], dim=1),
            torch.stack([torch.full((16,), ${left}.0), times], dim=1),
            torch.stack([torch.full((16,), ${right}.0), times], dim=1),
        ]
    )
    values = torch.cat([start(first), torch.zeros(32)])
    return conditions(torch.stack([x, t], dim=1), torch.zeros(n), boundary, values, generator)


def start(x):
    return ${start}


def asked_of(u, ux, uxx, ut):
    return ${asked}


${conditions(settings)}`;

export const HEAT = evolution(
  'u_t = u_xx on [0, 1], from sin(pi x) + sin(3 pi x) / 2.',
  [0, 1],
  0.2,
  'torch.sin(math.pi * x) + 0.5 * torch.sin(3 * math.pi * x)',
  'ut - uxx',
);

export const BURGERS = evolution(
  'u_t + u u_x = (0.01 / pi) u_xx on [-1, 1], from -sin(pi x).',
  [-1, 1],
  1,
  '-torch.sin(math.pi * x)',
  'ut + u * ux - 0.01 / math.pi * uxx',
);
