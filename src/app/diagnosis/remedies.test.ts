/**
 * Every cause has an example here, whose networks of seeds 1–5 are trained, told what they lack, and trained again with what
 * the button offers. docs/remedies.md has the counts; REPU_LAB_REMEDIES=1 measures all of them anew and writes them there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { CauseName } from './diagnose.ts';
import { experimentOf, told } from './testing.ts';

const FILE = new URL('../../../docs/remedies.md', import.meta.url);
const SEEDS = [1, 2, 3, 4, 5];

interface Example {
  readonly cause: CauseName;
  readonly fragment: string;
}

/** Small networks, for every run of the tests. */
const QUICK: readonly Example[] = [
  { cause: 'explodes', fragment: 'arm=repu.2&width=32&steps=200' },
  { cause: 'explodes', fragment: 'arm=repu.2&depth=40&width=32&steps=100' },
  { cause: 'explodes', fragment: 'arm=relu_init.custom_cw.9&depth=40&width=16&steps=100' },
  { cause: 'horizon', fragment: 'arm=mrepu.2_k1.0.03&depth=16&width=32&steps=100' },
  { cause: 'width', fragment: 'arm=relu&depth=30&width=4&steps=150' },
  { cause: 'step', fragment: 'arm=mrepu.2&lr=0.01&steps=40' },
  { cause: 'vanishes', fragment: 'arm=repu.2_k1.0.05&width=32&steps=200' },
  { cause: 'vanishes', fragment: 'arm=relu_init.custom_cw.0.5&depth=30&width=16&steps=100' },
  { cause: 'gradient', fragment: 'arm=tanh_init.custom_cw.0.1_cb.0.5&depth=20&width=16&steps=80' },
  { cause: 'smoothness', fragment: 'arm=relu&task=poisson&depth=3&width=16&steps=300' },
  { cause: 'boundary', fragment: 'arm=tanh&task=poisson&freq=3&points=24&depth=4&width=16&lr=0.003&steps=500' },
  { cause: 'noise', fragment: 'arm=relu&depth=10&width=16&batch=1&lr=0.03&steps=150' },
  { cause: 'small-step', fragment: 'arm=relu&depth=4&width=16&lr=0.000001&steps=60' },
  { cause: 'unfinished', fragment: 'arm=relu&depth=4&width=16&steps=5' },
];

/** What visitors meet, measured on demand: minutes. */
const SLOW: readonly Example[] = [
  { cause: 'explodes', fragment: 'arm=repu.2' },
  { cause: 'explodes', fragment: 'arm=repu.3' },
  { cause: 'gradient', fragment: 'arm=repu.2_init.custom_cw.0.5_cb.0.1_k1.0.2&depth=40&steps=300' },
  { cause: 'width', fragment: 'arm=mrepu.2&depth=40&steps=100' },
  { cause: 'step', fragment: 'arm=mrepu.2&width=512&steps=30' },
  { cause: 'smoothness', fragment: 'arm=relu&task=poisson&freq=2&depth=4' },
  { cause: 'boundary', fragment: 'arm=tanh&task=poisson&freq=8&depth=5' },
  { cause: 'boundary', fragment: 'arm=mrepu.2&task=poisson&freq=8&depth=5' },
];

/** Of an example's networks. */
interface Outcome {
  /** For each seed that neither learns nor is still open: its cause, what its button says, and whether its network then learns. */
  readonly failing: readonly { readonly cause: CauseName; readonly words: string; readonly saved: boolean }[];
}

async function measured({ fragment }: Example): Promise<Outcome> {
  const failing: { cause: CauseName; words: string; saved: boolean }[] = [];
  for (const seed of SEEDS) {
    const { verdict, diagnosis } = await told(experimentOf(`${fragment}&seed=${seed}`));
    if (verdict.outcome === 'fine') continue;
    if (diagnosis === null) throw new Error(`Nothing is said of ${fragment}, seed ${seed}: ${verdict.text}`);
    const { cause, remedy } = diagnosis;
    if (remedy === null) failing.push({ cause, words: 'nothing', saved: false });
    else {
      const after = await told(remedy.experiment);
      failing.push({ cause, words: `Try ${remedy.words}`, saved: after.verdict.outcome === 'fine' });
    }
  }
  return { failing };
}

/** One row of the table for every cause and button that an example's networks were told. */
function rowsOf({ fragment }: Example, { failing }: Outcome): string[] {
  const kinds = [...new Set(failing.map(({ cause, words }) => `${cause} | ${words}`))];
  return kinds.map((kind) => {
    const alike = failing.filter(({ cause, words }) => `${cause} | ${words}` === kind);
    const [cause, words] = kind.split(' | ');
    const saved = alike.filter((network) => network.saved).length;
    return `| ${cause} | \`#${fragment}\` | ${alike.length} | ${words} | ${saved} |`;
  });
}

const written = new Map<string, readonly string[]>();

async function check(example: Example): Promise<void> {
  const outcome = await measured(example);
  const rows = rowsOf(example, outcome);
  written.set(example.fragment, rows);
  // What the example is for, and that its button helps.
  const meant = outcome.failing.filter(({ cause }) => cause === example.cause);
  expect(meant.length).toBeGreaterThan(0);
  expect(meant.filter(({ saved }) => saved).length).toBeGreaterThan(meant.length / 2);
  if (!ANEW) for (const row of rows) expect(readFileSync(FILE, 'utf8')).toContain(row);
}

const ANEW = process.env.REPU_LAB_REMEDIES === '1';

describe('the remedy of each cause, tried on seeds 1–5', { timeout: 1_200_000 }, () => {
  it.each(ANEW ? [...QUICK, ...SLOW] : QUICK)('$cause: $fragment', check);
});

it('the table has a row of every example and of nothing else', () => {
  if (ANEW) return;
  const fragments = tableOf(readFileSync(FILE, 'utf8')).map((row) => /`#([^`]+)`/.exec(row)?.[1]);
  expect(new Set(fragments)).toEqual(new Set([...QUICK, ...SLOW].map(({ fragment }) => fragment)));
});

const tableOf = (markdown: string): string[] => markdown.split('\n').filter((line) => /^\| \S+ \| `#/.test(line));

afterAll(() => {
  if (!ANEW) return;
  const before = readFileSync(FILE, 'utf8');
  const known = tableOf(before);
  const knownOf = (fragment: string) => known.filter((row) => row.includes(`\`#${fragment}\``));
  // What was not measured now keeps its rows. The table is the last thing on the page.
  const rows = [...QUICK, ...SLOW].flatMap(({ fragment }) => written.get(fragment) ?? knownOf(fragment));
  const others = before
    .trimEnd()
    .split('\n')
    .filter((line) => !known.includes(line));
  writeFileSync(FILE, `${[...others, ...rows].join('\n')}\n`);
});
