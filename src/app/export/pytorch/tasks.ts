/**
 * The training examples of every task as Python: `examples(generator)` returns x [size × INPUTS] and what is asked there.
 * Deterministic data are the same numbers, by their formula; noise and random points follow the same law, drawn by
 * PyTorch's own generator.
 */
import { choiceOf, settingOf, type TaskSettings } from '../../../tasks/task.ts';
import { BURGERS, HEAT, POISSON } from './equations.ts';
import type { Examples } from './examples.ts';
import { digitsExamples, ownExamples } from './loaded.ts';
import { pythonNumber } from './python.ts';

const number = (settings: TaskSettings, key: string): string => pythonNumber(settingOf(settings, key));

/** A curve over 128 equally spaced points. */
const line =
  (formula: (settings: TaskSettings) => string): Examples =>
  (settings, { size }) =>
    `\
def examples(generator):
    """${size} equally spaced points of [-1, 1] with the target's values there, and noise if any."""
    x = ((2 * torch.arange(${size}, dtype=torch.float64) - ${size - 1}) / ${size - 1}).float()[:, None]
    y = target(x.double()) + ${number(settings, 'noise')} * torch.randn(x.shape, generator=generator)
    return x, y.float()


def target(x):
${formula(settings)}`;

/** Two classes in the plane: label and t run as in the lab, evenly within each class. */
const plane =
  (shape: string): Examples =>
  (settings, { size }) =>
    `\
def examples(generator):
    """Two classes of points in the plane, by turns, in random order."""
    count = torch.arange(${size})
    label, t = count % 2, (count // 2) / math.ceil(${size} / 2)
    x = shape(label, t, generator)
    x = x + ${number(settings, 'noise')} * torch.randn(x.shape, generator=generator)
    order = torch.randperm(${size}, generator=generator)
    return x[order], label[order]


def shape(label, t, generator):
${shape}`;

const SPIRALS = `\
    radius, angle = 0.1 + 0.9 * t.sqrt(), math.pi * (3 * t.sqrt() + label)
    return torch.stack([radius * torch.sin(angle), radius * torch.cos(angle)], dim=1)`;

const CIRCLES = `\
    radius, angle = 1 - 0.5 * label, 2 * math.pi * t
    return torch.stack([radius * torch.sin(angle), radius * torch.cos(angle)], dim=1)`;

const MOONS = `\
    side, angle = 1 - 2 * label, math.pi * t
    return torch.stack([side * (0.7 * torch.cos(angle) - 0.35), side * (0.7 * torch.sin(angle) - 0.17)], dim=1)`;

const XOR = `\
    size = 0.05 + 0.95 * torch.rand(len(t), 2, generator=generator)
    flip = torch.where(torch.rand(len(t), generator=generator) < 0.5, -1.0, 1.0)
    return torch.stack([flip * size[:, 0], (1 - 2 * label) * flip * size[:, 1]], dim=1)`;

const polynomial = (settings: TaskSettings): string => {
  const degree = number(settings, 'degree');
  return choiceOf(settings, 'basis') === 'chebyshev'
    ? `    return torch.cos(${degree} * torch.acos(x))`
    : `    return x ** ${degree}`;
};

const step = (settings: TaskSettings): string => {
  const rises = number(settings, 'rises');
  return `\
    risen = torch.floor((x + 1) / 2 * ${Number(rises) + 1}).clamp(max=${rises})
    return -1 + 2 * risen / ${rises}`;
};

const surface: Examples = (settings, { size }) => {
  const side = Math.sqrt(size);
  return `\
def examples(generator):
    """A grid of ${side} by ${side} points in random order with the target's values there, and noise if any."""
    axis = torch.linspace(-1, 1, ${side})
    second, first = torch.meshgrid(axis, axis, indexing="ij")
    x = torch.stack([first.flatten(), second.flatten()], dim=1)
    u, v = (math.pi * ${number(settings, 'freq')} * x).unbind(dim=1)
    y = torch.sin(u) * torch.cos(v)
    y = y + ${number(settings, 'noise')} * torch.randn(y.shape, generator=generator)
    order = torch.randperm(len(x), generator=generator)
    return x[order], y[order, None]`;
};

/** By the task's name; a test compares its names with the catalogue's. */
export const EXAMPLES: Readonly<Record<string, Examples>> = {
  polynomial: line(polynomial),
  sine: line((settings) => `    return torch.sin(math.pi * ${number(settings, 'freq')} * x)`),
  step: line(step),
  surface,
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
