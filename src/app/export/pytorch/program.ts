/** The script's entry: devices, options, and the order of everything. */
import type { Form } from './form.ts';
import { indented } from './python.ts';

const START = `\
def device_of(name):
    """The device of that name, or without one the fastest kind that is there."""
    if name is not None:
        return torch.device(name)
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--replicas", type=int, default=REPLICAS, help="networks of each competitor, all at once")
    parser.add_argument("--steps", type=int, default=STEPS, help="optimizer steps; 0: the initialisation alone")
    parser.add_argument("--device", help="cpu, cuda, cuda:1, mps, ...; default: cuda, else mps, else cpu")
    options = parser.parse_args()
    if options.replicas < 1 or options.steps < 0:
        parser.error("--replicas has to be at least 1 and --steps at least 0")
    device = device_of(options.device)
    seeds = range(SEED, SEED + options.replicas)
    print(PERMALINK)
    print(f"Networks of each competitor: {options.replicas}, on {device}")`;

const END = `


if __name__ == "__main__":
    main()
`;

export function main({ scaled, minibatches, unobserved, drawnExamples }: Form): string {
  const [x, y] = unobserved ? ['x[:OBSERVED]', 'y[:OBSERVED]'] : ['x', 'y'];
  const scales = scaled !== 'none';
  const lines = [
    ...(drawnExamples || minibatches
      ? ['# Streams of random numbers apart from the weights, whose seeds are SEED, SEED + 1, and so on.']
      : []),
    `x, y = examples(${drawnExamples ? 'torch.Generator().manual_seed(SEED + 2**33)' : ''})`,
    ...(scales ? [`scales = [input_scale(arm, ${x}) for arm in ARMS]`] : []),
    'x, y = x.to(device), y.to(device)',
    'competitors = []',
    `for ${scales ? 'arm, scale in zip(ARMS, scales)' : 'arm in ARMS'}:`,
    `    networks = Networks(arm, seeds${scales ? ', scale' : ''}).to(device)`,
    `    report(arm, networks, ${x})`,
    '    if options.steps > 0:',
    `        competitors.append(Training(arm, networks, ${x}, ${y}))`,
    'if competitors:',
    `    train(competitors, x, y, options.steps${minibatches ? ', torch.Generator().manual_seed(SEED + 2**34)' : ''})`,
  ];
  return `${START}
${indented(lines.join('\n'), 1)}${END}`;
}
