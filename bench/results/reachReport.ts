/** The section of docs/results.md on the reach in depth. */
import { activation } from '../../src/activations/catalogue.ts';
import { formatNumber, powerOfTen } from '../../src/charts/shared/format.ts';
import { DIVERGED_LOSS_RATIO, LEARNED_FRACTION, OVERFLOW_MAGNITUDE } from '../../src/engine/engine.ts';
import { setup } from '../../src/experiment/setup.ts';
import { table } from '../markdown.ts';
import { read, resolved } from './arms.ts';
import { measuredSteps } from './protocol.ts';
import { CHOOSING_SEEDS, RATES } from './rates.ts';
import { measureReach, REACH, type Reach, type ReachCell, reachCells, reachSubject } from './reach.ts';
import { shareError } from './summary.ts';
import { ifMeasured, type Trains } from './trains.ts';
import { learningText, listText, missingText, NOT_MEASURED, valueText } from './wording.ts';

/** A cell with what it came to; null: not all of its networks have been trained. */
export interface MeasuredCell extends ReachCell {
  readonly reach: Reach | null;
}

const OPTIMIZER_NAMES = { adam: 'Adam', sgd: 'SGD' } as const;
type Width = (typeof REACH.widths)[number];
const WIDTHS: readonly Width[] = REACH.widths.toSorted((a, b) => a - b);

export async function readReach(trains: Trains): Promise<readonly MeasuredCell[]> {
  const cells: MeasuredCell[] = [];
  // One after the other: neighbours share their starts, which are long in the finding.
  for (const cell of reachCells())
    cells.push({ ...cell, reach: await ifMeasured(() => measureReach(trains, cell, REACH.steps)) });
  return cells;
}

/** Which cells are missing, in a sentence. */
export function missingReach(cells: readonly MeasuredCell[]): string {
  const presences = cells.map(({ width, depth, reach }) => ({
    group: `width ${width}`,
    part: depth,
    measured: reach !== null,
  }));
  return missingText(presences, 'depths');
}

/** One line of cells, shallow ones first, and what names it. */
export interface Arm {
  readonly activation: string;
  readonly init: ReachCell['init'];
}
const ARMS: readonly Arm[] = REACH.activations.flatMap((id) => REACH.inits.map((init) => ({ activation: id, init })));

type Line = Omit<ReachCell, 'depth'>;
export function lineOfCells(cells: readonly MeasuredCell[], line: Line): readonly MeasuredCell[] {
  const { activation: id, init, optimizer, width } = line;
  return cells
    .filter((c) => c.activation === id && c.init === init && c.optimizer === optimizer && c.width === width)
    .toSorted((a, b) => a.depth - b.depth);
}

/**
 * The deepest depth down to which at least half of the networks learn at every depth: `16`, `< 4`; `≥ 16` where nothing
 * deeper has been measured.
 */
export function reachText(cells: readonly MeasuredCell[]): string {
  const end = cells.findIndex(({ reach }) => reach === null || 2 * reach.learnt < reach.networks);
  const last = cells[end < 0 ? cells.length - 1 : end - 1];
  const open = end < 0 || cells[end]?.reach === null;
  if (!last) return open ? NOT_MEASURED : `< ${cells[0]?.depth}`;
  return open ? `≥ ${last.depth}` : String(last.depth);
}

/** Whether `best` and `critical` are the same numbers at every depth and width. */
function isSameStart(id: string): boolean {
  const startOf = (init: ReachCell['init'], depth: number, width: number) =>
    resolved(reachSubject({ activation: id, init, optimizer: 'adam', depth, width }).fragment);
  return REACH.widths.every((width) =>
    REACH.depths.every((depth) => startOf('best', depth, width) === startOf('critical', depth, width)),
  );
}

/** Cells where more networks learn from `critical` than from `best`, by more than two standard errors of the difference. */
export function criticalWins(cells: readonly MeasuredCell[]): readonly string[] {
  return cells.flatMap(({ reach: best, ...cell }) => {
    if (cell.init !== 'best') return [];
    const critical = lineOfCells(cells, { ...cell, init: 'critical' }).find(({ depth }) => depth === cell.depth)?.reach;
    if (!best || !critical) return [];
    const error = Math.hypot(shareError(best.learnt, best.networks), shareError(critical.learnt, critical.networks));
    if (critical.learnt / critical.networks - best.learnt / best.networks <= 2 * error) return [];
    const { label } = activation(cell.activation);
    const place = `width ${cell.width}, depth ${cell.depth}, ${OPTIMIZER_NAMES[cell.optimizer]}`;
    return [`${label} at ${place}: ${critical.learnt} against ${best.learnt} of ${best.networks}`];
  });
}

/** @param charts file names below docs/ */
export function reachSection(cells: readonly MeasuredCell[], charts: Readonly<Record<string, string>>): string {
  const same: readonly string[] = REACH.activations.filter(isSameStart);
  const arms = ARMS.filter(({ activation: id, init }) => init === 'best' || !same.includes(id));
  const wins = criticalWins(cells);
  const tables = (width: Width) =>
    REACH.optimizers.flatMap((optimizer) => {
      const rows = (text: (reach: Reach) => string) =>
        arms.map((arm) => [
          ...namesOf(arm, same),
          ...lineOfCells(cells, { ...arm, optimizer, width }).map(({ reach }) => (reach ? text(reach) : NOT_MEASURED)),
        ]);
      const head = ['activation', 'start', ...REACH.depths.map((depth) => `depth ${depth}`)];
      return [
        `#### Width ${width}, ${OPTIMIZER_NAMES[optimizer]}`,
        `How many learn; below, the chosen rate, and where not all learn how many failed at the start + in training:`,
        table(
          head,
          rows((reach) => learningText(reach, reach.rate)),
        ),
        'Median loss:',
        table(
          head,
          rows(({ loss }) => valueText(loss)),
        ),
      ];
    });
  return [
    '## Depth reach',
    ...method(),
    ...(same.length > 0
      ? [
          `Of ${listText(same.map((id) => activation(id).label))} \`best\` and \`critical\` are the same numbers at every depth and width: one row for both.`,
        ]
      : []),
    '### Reach',
    'The deepest of the measured depths down to which at least half of the networks learn, at it and at every shallower one. `≥`: nothing deeper has been measured; `<`: not even there.',
    summary(cells, arms, same),
    ...REACH.optimizers.map((optimizer) => `![${OPTIMIZER_NAMES[optimizer]}: ${chartTitle()}](${charts[optimizer]})`),
    `${CHART_NOTE} ${missingReach(cells)}`,
    wins.length === 0
      ? 'In none of the measured cells do more networks learn from `critical` than from `best` by more than two standard errors of the difference.'
      : `More networks learn from \`critical\` than from \`best\`, by more than two standard errors of the difference, in ${wins.length} cells: ${wins.join('; ')}.`,
    '### All cells',
    ...WIDTHS.flatMap(tables),
    ...repeatIt(cells),
  ].join('\n\n');
}

export const chartTitle = (): string => `share of ${REACH.seeds.length} networks that learn, by depth`;

const CHART_NOTE =
  "Filled dots: `best`; rings: `critical`; the three widths stand a little beside and below one another where they would coincide; dotted grey leads from a line's end to its width.";

function namesOf(arm: Arm, same: readonly string[]): readonly [string, string] {
  return [activation(arm.activation).label, same.includes(arm.activation) ? '`best` = `critical`' : `\`${arm.init}\``];
}

function summary(cells: readonly MeasuredCell[], arms: readonly Arm[], same: readonly string[]): string {
  const columns = REACH.optimizers.flatMap((optimizer) => WIDTHS.map((width) => ({ optimizer, width })));
  return table(
    ['activation', 'start', ...columns.map(({ optimizer, width }) => `${OPTIMIZER_NAMES[optimizer]}, width ${width}`)],
    arms.map((arm) => [
      ...namesOf(arm, same),
      ...columns.map((column) => reachText(lineOfCells(cells, { ...arm, ...column }))),
    ]),
  );
}

const power = (value: number): string => powerOfTen(Math.log10(value));

function method(): readonly string[] {
  const experiment = read(reachSubject(reachCells()[0] as ReachCell).fragment);
  const { data, baseline } = setup(experiment);
  const { degree } = experiment.task.settings;
  return [
    `What share of networks learns, and how deep. The task is the page's own, x^${degree} on ${data.observed} points of [-1, 1], in batches of ${experiment.batch}, ${REACH.steps} steps of Adam or of plain SGD. Seeds 1 to ${REACH.seeds.length} decide weights and batches; all share the data.`,
    `A network **learns** if it stays finite and the geometric mean of its loss on all points, measured ${measuredSteps(REACH.steps).length} times in the last tenth of the steps, is below ${LEARNED_FRACTION} of what the best constant has (${formatNumber(baseline)}). It **fails** if a preactivation exceeds ${power(OVERFLOW_MAGNITUDE)}, or its loss is not finite or exceeds ${power(DIVERGED_LOSS_RATIO)} times its start. Failures count as networks that have not learnt and as infinite losses; none is left out.`,
    `Each cell has the best of five rates (Adam ${listText(RATES.adam)}; SGD ${listText(RATES.sgd)}): the one with the lowest median loss on seeds ${listText(CHOOSING_SEEDS)}, of which nothing is reported, after ${REACH.steps / 2} steps; of rates from which that is infinite the one with the fewest failures, then the lowest loss of the others, then the smallest.`,
    `\`best\` is the start that theory finds for the depth, the width and these inputs ([theory.md](theory.md)); \`critical\` the activation's critical point, or what stands in for it where there is none. The standard error of a share of ${REACH.seeds.length} is ${formatNumber(shareError(REACH.seeds.length, REACH.seeds.length))} where all learn and ${formatNumber(shareError(REACH.seeds.length / 2, REACH.seeds.length))} where half do.`,
  ];
}

function repeatIt(cells: readonly MeasuredCell[]): readonly string[] {
  const links = REACH.activations.flatMap((id) => {
    const line = lineOfCells(cells, { activation: id, init: 'best', optimizer: 'adam', width: REACH.widths[0] });
    const deepest = line.findLast(({ reach }) => reach !== null);
    if (!deepest?.reach) return [];
    return `- ${activation(id).label}: \`#${reachSubject(deepest).fragment}&lr=${deepest.reach.rate}&steps=${REACH.steps}&seed=1\``;
  });
  if (links.length === 0) return [];
  return [
    `Repeat it: the deepest networks measured at \`best\`, width ${REACH.widths[0]}, with Adam; \`seed=2\` to \`seed=${REACH.seeds.length}\` are the others. Another cell is \`init.critical\`, \`depth=\`, \`width=\`, \`opt=sgd\` and the rate of its cell.`,
    links.join('\n'),
  ];
}
