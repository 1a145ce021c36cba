/** The planes in words: their section of docs/results.md. */
import { activation } from '../../src/activations/catalogue.ts';
import { table } from '../markdown.ts';
import { PLANES, type PlaneResult } from './planes.ts';
import { listText } from './wording.ts';

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

export function planesSection(results: readonly PlaneResult[]): string {
  const { depth, seeds, plan } = PLANES;
  return [
    '## Theory against networks at the start, over a plane',
    `What becomes of a network before its first step, at depth ${depth} without biases: |z| passes 10³⁸, or a layer’s variance falls below a millionth of the first one’s, or neither. ${plan.x.cells} × ${plan.y.cells} starts, C_W from ${plan.x.from} to ${plan.x.to} and K_1 from ${plan.y.from} to ${plan.y.to}, evenly in the logarithm; seeds ${seeds[0]} to ${seeds.at(-1)}; the inputs of the page’s own task. Theory is that of the [map](permalink.md#the-map): infinite width, the mean input’s K, and for overflow the largest input’s. Measured anew whenever this page is written.`,
    table(
      [
        'activation',
        'width',
        'networks',
        'disagree',
        'of these beside theory’s boundary',
        'lost, where theory sees them survive',
        'survive, where theory sees them lost',
      ],
      results.map(({ activation: id, width, networks, disagree, ...apart }) => [
        activation(id).label,
        String(width),
        String(networks),
        `${disagree} (${percent(disagree, networks)})`,
        percent(apart.atBoundary, disagree),
        String(apart.lost),
        String(apart.survived),
      ]),
    ),
    `Where theory and network see different losses, overflow against vanished, a network is in neither of the last two columns. Beside the boundary: one of the eight cells around is another to theory; a cell is ${stepOf(plan.x.from, plan.x.to, plan.x.cells)} in C_W and ${stepOf(plan.y.from, plan.y.to, plan.y.cells)} in K_1. ${byWidth(results)} The reason is the finite width: the variance of a layer of n neurons differs from K by a share whose square is of order 1/n on average, and each layer adds to it. A start near the boundary then falls on either side of it, by the weights that were drawn; RePU(2) doubles the deviation of log K in every layer, so that its first layers decide. Cells along a boundary stand or fall together for a seed (of ReLU a whole column, since it carries every scale alike), so that five draws of weights are about all that a row counts: how the share goes with the width is not settled by them.`,
  ].join('\n\n');
}

const stepOf = (from: number, to: number, cells: number): string =>
  `a factor of ${((to / from) ** (1 / (cells - 1))).toFixed(1)}`;

/** How the share goes with the width, activation by activation. */
function byWidth(results: readonly PlaneResult[]): string {
  const ids = [...new Set(results.map(({ activation: id }) => id))];
  const each = ids.map((id) => {
    const shares = results
      .filter((result) => result.activation === id)
      .map(({ disagree, networks, width }) => `${percent(disagree, networks)} at width ${width}`);
    return `of ${activation(id).label} ${listText(shares)}`;
  });
  return `They disagree ${listText(each).replaceAll(' and of', ', and of')}.`;
}
