/** The program behind `npm run results`: see bench/results.mjs for its arguments. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { provideDigits } from './digits.ts';
import { bestPoint, confirm, GRID_ACTIVATIONS, GRID_DEPTHS, measureGrid, otherPoints, type Point } from './grid.ts';
import { gridText } from './gridReport.ts';
import { Pool } from './pool.ts';
import { measureProduct, productCells } from './products.ts';
import { measureReach, REACH, type ReachCell, reachCells } from './reach.ts';
import { report } from './report.ts';
import { measureSkip, type SkipCell, skipCells } from './skips.ts';
import { lineOf, Store } from './store.ts';
import { median } from './summary.ts';
import { measureTable, repeat, repeatedCells, type TableCell, tableCells } from './tables.ts';
import { eachOf } from './trains.ts';

const [, , root = '', ...args] = process.argv;
const digitsFile = `${root}src/tasks/digits.bin`;
const folder = `${root}.results`;
const workers = os.availableParallelism();

const option = (name: string): string | null =>
  args.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
const list = (name: string): readonly string[] | null => option(name)?.split(',') ?? null;

/** The endings behind the report as it is committed. */
const kept = (name: string): string => `${root}docs/results/endings/${name}.jsonl.gz`;

/** What was measured here; with `--kept` what the committed report was made of as well, where nothing was measured here yet. */
function stored(name: string): Store {
  const file = `${folder}/${name}.jsonl`;
  if (args.includes('--kept') && !existsSync(file) && existsSync(kept(name))) {
    writeFileSync(file, gunzipSync(readFileSync(kept(name))));
  }
  return new Store(file);
}

/** Trains with all processes, and ends them. */
async function withPool(name: string, work: (pool: Pool) => Promise<void>): Promise<void> {
  const worker = fileURLToPath(new URL('./worker.mjs', import.meta.url));
  const pool = new Pool(worker, digitsFile, workers, stored(name));
  try {
    await work(pool);
  } finally {
    pool.close();
  }
}

/** Minutes since a moment. */
const since = (started: number): string => ((Date.now() - started) / 60_000).toFixed(1);

async function measureAll<Cell>(
  cells: readonly Cell[],
  name: (cell: Cell) => string,
  measure: (cell: Cell) => Promise<string>,
): Promise<void> {
  const started = Date.now();
  let done = 0;
  // So many cells at a time that nobody waits while a rate is chosen.
  await eachOf(cells, 2 * workers, async (cell) => {
    const said = await measure(cell);
    done++;
    console.log(`${since(started)} min, ${done} of ${cells.length}: ${name(cell)}: ${said}`);
  });
}

/** Options that choose among cells, by the field that they look at. */
const CHOICES = {
  '--tasks': (cell: Chosen) => cell.task?.name,
  '--activations': (cell: Chosen) => cell.activation,
  '--inits': (cell: Chosen) => cell.init,
  '--optimizers': (cell: Chosen) => cell.optimizer,
  '--depths': (cell: Chosen) => cell.depth,
  '--widths': (cell: Chosen) => cell.width,
  '--columns': (cell: Chosen) => cell.column,
  '--kinds': (cell: Chosen) => cell.kind?.name,
};
type Chosen = Partial<Pick<SkipCell, 'kind'>> &
  Partial<Omit<ReachCell, 'activation' | 'depth'>> &
  Partial<Omit<TableCell, 'activation' | 'depth'>> &
  Pick<ReachCell, 'activation' | 'depth'>;

function isChosen(cell: Chosen): boolean {
  return Object.entries(CHOICES).every(([name, field]) => {
    const value = field(cell);
    return value === undefined || (list(name.slice(2))?.includes(String(value)) ?? true);
  });
}

function reach(): Promise<void> {
  return withPool('reach', (pool) =>
    measureAll(
      reachCells().filter(isChosen),
      (cell) => Object.values(cell).join(' '),
      async (cell) => {
        const { learnt, networks, rate, loss, ...failed } = await measureReach(pool, cell, REACH.steps);
        const failures = `${failed.failedAtStart} + ${failed.failedInTraining}`;
        return `${learnt} of ${networks} learn at ${rate}, failed ${failures}, loss ${loss.toPrecision(3)}`;
      },
    ),
  );
}

function tables(): Promise<void> {
  provideDigits(digitsFile);
  return withPool('tables', async (pool) => {
    const describe = ({ task, activation, depth, column }: TableCell) =>
      [task.name, depth, activation, column].join(' ');
    await measureAll(tableCells().filter(isChosen), describe, async (cell) => {
      const { rate, seeds, errors } = await measureTable(pool, cell);
      return `${seeds} seeds at ${rate}, median ${median(errors).toPrecision(3)}`;
    });
    await measureAll(repeatedCells().filter(isChosen), describe, async (cell) => {
      const { fused, plain } = await repeat(pool, cell);
      return `repeated: median ${median(fused).toPrecision(3)} and ${median(plain).toPrecision(3)}`;
    });
  });
}

function skips(): Promise<void> {
  provideDigits(digitsFile);
  return withPool('skips', (pool) =>
    measureAll(
      skipCells().filter(isChosen),
      ({ depth, activation, kind }) => `digits ${depth} ${activation} ${kind.name}`,
      async (cell) => {
        const { rate, errors } = await measureSkip(pool, cell);
        return `${errors.length} seeds at ${rate}, median ${median(errors).toPrecision(3)}`;
      },
    ),
  );
}

function products(): Promise<void> {
  return withPool('products', (pool) =>
    measureAll(
      productCells().filter(isChosen),
      ({ depth, activation }) => `product ${depth} ${activation}`,
      async (cell) => {
        const { rate, errors } = await measureProduct(pool, cell);
        return `${errors.length} seeds at ${rate}, median ${median(errors).toPrecision(3)}`;
      },
    ),
  );
}

function grid(): Promise<void> {
  const extra = (option('points') ?? '').split(';').flatMap((text): Point[] => {
    const [cw, cb, k1] = text.split(',').map(Number);
    return cw !== undefined && cb !== undefined && k1 !== undefined ? [{ cw, cb, k1 }] : [];
  });
  return withPool('grid', async (pool) => {
    for (const depth of list('depths')?.map(Number) ?? GRID_DEPTHS) {
      for (const activation of list('activations') ?? GRID_ACTIVATIONS) {
        const started = Date.now();
        const cell = { activation, depth };
        const best = bestPoint(cell);
        const named = [best, ...extra];
        const others = args.includes('--only-points') ? [] : otherPoints(activation, best);
        const sorted = await measureGrid(pool, cell, [...named, ...others]);
        const text = gridText(cell, sorted, await confirm(pool, cell, sorted, best), named);
        console.log(`${text}${since(started)} min\n`);
        const out = option('out');
        if (out) appendFileSync(out, `${text}\n`);
      }
    }
  });
}

async function writeReport(): Promise<void> {
  provideDigits(digitsFile);
  const stores = {
    reach: stored('reach'),
    tables: stored('tables'),
    skips: stored('skips'),
    products: stored('products'),
    grid: stored('grid'),
  };
  const processor = `${os.cpus()[0]?.model ?? 'unknown processor'}, ${workers} cores`;
  const docs = option('to') ?? `${root}docs`;
  for (const [file, text] of await report(stores, { processor, processes: workers })) {
    mkdirSync(path.dirname(`${docs}/${file}`), { recursive: true });
    writeFileSync(`${docs}/${file}`, text);
    console.log(`${docs}/${file}`);
  }
  mkdirSync(`${docs}/results/endings`, { recursive: true });
  for (const [name, { asked }] of Object.entries(stores)) {
    writeFileSync(
      `${docs}/results/endings/${name}.jsonl.gz`,
      gzipSync(`${asked.map(lineOf).join('\n')}\n`, { level: 9 }),
    );
  }
}

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  reach,
  tables,
  skips,
  products,
  grid,
  report: writeReport,
};

mkdirSync(folder, { recursive: true });
try {
  const named = args.filter((text) => !text.startsWith('--'));
  for (const part of named.length > 0 ? named : Object.keys(PARTS)) {
    const work = PARTS[part];
    if (!work) throw new Error(`The parts are ${Object.keys(PARTS).join(', ')}, not ${part}.`);
    await work();
  }
} catch (error) {
  console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 1;
}
