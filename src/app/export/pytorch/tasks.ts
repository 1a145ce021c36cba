/**
 * The training examples of every task as Python: `examples` returns x [size × INPUTS] and what is asked there.
 * Deterministic data are the same numbers, by their formula; noise and random points follow the same law, drawn by
 * PyTorch's own generator.
 */
import { slopeWeight } from '../../../tasks/line.ts';
import { powersOf } from '../../../tasks/monomial.ts';
import { choiceOf, settingOf, type TaskSettings } from '../../../tasks/task.ts';
import { digitsExamples } from './digits.ts';
import { BURGERS, HEAT, POISSON } from './equations.ts';
import type { Examples } from './examples.ts';
import { ownExamples } from './own/own.ts';
import { indented, plusNoise, power, product } from './python.ts';

/** Beside y the target's own slope, and its weight in the loss. */
const withSlopes = (settings: TaskSettings): string => {
  const weight = slopeWeight(settings);
  if (weight === 0) return '';
  return `
    at = x.double().requires_grad_()
    (slope,) = torch.autograd.grad(target(at).sum(), at)
    y = torch.cat([y, slope, torch.full_like(y, ${weight})], dim=1)`;
};

/** A curve over 128 equally spaced points; `formula` ends with the target's value at x. */
const line =
  (formula: (settings: TaskSettings) => string): Examples =>
  (settings, { size }) => {
    const noise = settingOf(settings, 'noise');
    const drawn = noise !== 0;
    return {
      drawn,
      source: `\
def examples(${drawn ? 'generator' : ''}):
    """${size} equally spaced points of [-1, 1] with the target's values there${drawn ? ' and noise' : ''}."""
    x = ((2 * torch.arange(${size}, dtype=torch.float64) - ${size - 1}) / ${size - 1}).float()[:, None]
    y = target(x.double())${plusNoise(noise, 'x')}${withSlopes(settings)}
    return x, y.float()


def target(x):
${indented(formula(settings), 1)}`,
    };
  };

/** Two classes in the plane, from lines that make x of `label` and, where they ask for it, of t, as in the lab. */
const plane =
  (shape: string): Examples =>
  (settings, { size }) => {
    const noise = settingOf(settings, 'noise');
    // Through [0, 1) evenly within each class.
    const along = /\bt\b/.test(shape) ? `\n    t = (count // 2) / ${Math.ceil(size / 2)}` : '';
    return {
      drawn: true,
      source: `\
def examples(generator):
    """Two classes of points in the plane, by turns, in random order."""
    count = torch.arange(${size})
    label = count % 2${along}
${indented(shape, 1)}${noise === 0 ? '' : `\n    x = x${plusNoise(noise, 'x')}`}
    order = torch.randperm(${size}, generator=generator)
    return x[order], label[order]`,
    };
  };

const SPIRALS = `\
radius, angle = 0.1 + 0.9 * t.sqrt(), math.pi * (3 * t.sqrt() + label)
x = torch.stack([radius * torch.sin(angle), radius * torch.cos(angle)], dim=1)`;

const CIRCLES = `\
radius, angle = 1 - 0.5 * label, 2 * math.pi * t
x = torch.stack([radius * torch.sin(angle), radius * torch.cos(angle)], dim=1)`;

const MOONS = `\
side, angle = 1 - 2 * label, math.pi * t
x = torch.stack([side * (0.7 * torch.cos(angle) - 0.35), side * (0.7 * torch.sin(angle) - 0.17)], dim=1)`;

const XOR = `\
size = 0.05 + 0.95 * torch.rand(len(count), 2, generator=generator)
flip = torch.where(torch.rand(len(count), generator=generator) < 0.5, -1.0, 1.0)
x = torch.stack([flip * size[:, 0], (1 - 2 * label) * flip * size[:, 1]], dim=1)`;

function polynomial(settings: TaskSettings): string {
  const degree = settingOf(settings, 'degree');
  if (degree === 1) return 'return x';
  return choiceOf(settings, 'basis') === 'chebyshev'
    ? slopeWeight(settings) === 0
      ? `return torch.cos(${degree} * torch.acos(x))`
      : `before, present = 1, x\nfor _ in range(${degree - 1}):\n    before, present = present, 2 * x * present - before\nreturn present`
    : `return ${power('x', degree)}`;
}

/** Right of each jump the upper value. */
function step(settings: TaskSettings): string {
  const rises = settingOf(settings, 'rises');
  if (rises === 1) return 'return torch.where(x < 0, -1.0, 1.0)';
  const height = rises % 2 === 1 ? `2 * risen / ${rises}` : rises === 2 ? 'risen' : `risen / ${rises / 2}`;
  return `\
risen = torch.floor(${(rises + 1) / 2} * (x + 1)).clamp(max=${rises})
return ${height} - 1`;
}

const surface: Examples = (settings, { size }) => {
  const side = Math.sqrt(size);
  const weight = slopeWeight(settings);
  const rate = product(settingOf(settings, 'freq'), 'math.pi');
  const slopes =
    weight === 0
      ? ''
      : `
    slope = (${rate} * torch.cos(u) * torch.cos(v))[:, None]
    y = torch.cat([y, slope, torch.full_like(y, ${weight})], dim=1)`;
  const noise = settingOf(settings, 'noise');
  return {
    drawn: true,
    source: `\
def examples(generator):
    """A grid of ${side} by ${side} points in random order with the target's values there${noise === 0 ? '' : ' and noise'}."""
    axis = torch.linspace(-1, 1, ${side})
    second, first = torch.meshgrid(axis, axis, indexing="ij")
    x = torch.stack([first.flatten(), second.flatten()], dim=1)
    u, v = (${product(settingOf(settings, 'freq'), 'math.pi * x')}).unbind(dim=1)
    y = (torch.sin(u) * torch.cos(v)${plusNoise(noise, 'u')})[:, None]${slopes}
    order = torch.randperm(len(x), generator=generator)
    return x[order], y[order]`,
  };
};

/** A product of powers of the columns of x. */
const monomial: Examples = (settings, { size }) => {
  const noise = settingOf(settings, 'noise');
  const factors = powersOf(settings).map((exponent, k) => power(`x[:, ${k}]`, exponent));
  return {
    drawn: true,
    source: `\
def examples(generator):
    """${size} points drawn evenly from the cube with the product's values there${noise === 0 ? '' : ' and noise'}."""
    x = 2 * torch.rand(${size}, INPUTS, generator=generator) - 1
    y = ${factors.join(' * ')}${plusNoise(noise, 'x[:, 0]')}
    return x, y[:, None]`,
  };
};

/** By the task's name; a test compares its names with the catalogue's. */
export const EXAMPLES: Readonly<Record<string, Examples>> = {
  polynomial: line(polynomial),
  sine: line((settings) => `return torch.sin(${product(settingOf(settings, 'freq'), 'math.pi * x')})`),
  step: line(step),
  surface,
  monomial,
  spirals: plane(SPIRALS),
  circles: plane(CIRCLES),
  xor: plane(XOR),
  moons: plane(MOONS),
  poisson: POISSON,
  heat: HEAT,
  burgers: BURGERS,
  digits: digitsExamples,
  own: ownExamples,
};
