/** The chart of docs/results.md: what share of networks learns, by depth; one panel for each activation. */
import type { Point } from '../../src/charts/shared/chart.ts';
import { blockHeight, spreadLabels } from '../../src/charts/shared/labels.ts';

/** One line: an activation at a width and a start. */
export interface Series {
  readonly width: number;
  readonly init: 'best' | 'critical';
  /** In [0, 1], [depths]; null where nothing has been measured. */
  readonly shares: readonly (number | null)[];
}

export interface Panel {
  readonly name: string;
  readonly series: readonly Series[];
}

export interface ReachChart {
  readonly title: string;
  readonly depths: readonly number[];
  /** Thinnest first. */
  readonly widths: readonly number[];
  readonly panels: readonly Panel[];
}

const COLUMNS = 3;
const SIZE = { width: 340, height: 196 };
const PLOT = { left: 34, right: 96, top: 30, bottom: 30 };
const HEAD = 66;
const FOOT = 12;
const TEXT = 12;
/** The three widths beside and below one another, pixels: what would coincide is seen, by less than a share of 3 %. */
const APART = { x: 4, y: 2.5 };
const RADIUS = { best: 2.6, critical: 4.4 };
/** Rings first, so that a dot in one is seen. */
const DRAWING_ORDER = ['critical', 'best'] as const;

/** Vermillion, blue and bluish green of Okabe and Ito (2008) in the tones of src/app/styles/theme.css for text: 4.5:1 on either paper. */
export const STYLE = `
  svg { --paper: #fdfcf9; --ink: #1f2226; --soft: #5b6068; --rule: #d9d6cf; --w0: #b34800; --w1: #0069a5; --w2: #00755a }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #16181c; --ink: #e8e6e1; --soft: #a3a8b0; --rule: #3a3f47; --w0: #f07b28; --w1: #56b4e9; --w2: #1fb389 }
  }
  .paper { fill: var(--paper) } .rule { stroke: var(--rule) } .axis { stroke: var(--soft) }
  text { font: ${TEXT}px system-ui, sans-serif; fill: var(--ink) }
  .name { font-weight: 600; font-size: 14px } .soft { fill: var(--soft) } .end { text-anchor: end } .middle { text-anchor: middle }
  .line { fill: none; stroke-width: 1.8; stroke-linejoin: round } .critical { stroke-width: 1.1 } .leader { fill: none; stroke: var(--soft); stroke-width: 0.8; stroke-dasharray: 1 2 }
  ${[0, 1, 2].map((i) => `.w${i} { stroke: var(--w${i}); color: var(--w${i}) } .t${i} { fill: var(--w${i}); font-weight: 600 }`).join(' ')}
  .w0 { stroke-dasharray: 1.5 3 } .w1 { stroke-dasharray: 6 3 }
  .dot { fill: currentColor; stroke: none } .ring { fill: var(--paper); stroke-width: 1.3; stroke-dasharray: none }
  .key .dot { fill: var(--ink) } .key .ring { stroke: var(--ink) }
`;

/** Left and right, top and bottom of where lines are drawn, within a panel. */
const AREA = {
  left: PLOT.left,
  right: SIZE.width - PLOT.right,
  top: PLOT.top,
  bottom: SIZE.height - PLOT.bottom,
};

/** Where a share stands in its panel. @param depth index among the depths, @param width index among the widths */
export function position(depth: number, depths: number, width: number, share: number): Point {
  const step = (AREA.right - AREA.left - 24) / Math.max(1, depths - 1);
  return [
    AREA.left + 12 + depth * step + (width - 1) * APART.x,
    AREA.bottom - share * (AREA.bottom - AREA.top) + (width - 1) * APART.y,
  ];
}

/** The places of a line's shares: an unbroken run each, as nothing is drawn across what has not been measured. */
export function runs({ shares }: Series, width: number): readonly (readonly Point[])[] {
  const all: Point[][] = [[]];
  shares.forEach((share, depth) => {
    if (share === null) all.push([]);
    else all.at(-1)?.push(position(depth, shares.length, width, share));
  });
  return all.filter((run) => run.length > 0);
}

/** A whole SVG document. Text is 12 px or more at its natural size. */
export function reachChart({ title, depths, widths, panels }: ReachChart): string {
  const width = COLUMNS * SIZE.width;
  const height = HEAD + Math.ceil(panels.length / COLUMNS) * SIZE.height + FOOT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(panels.map((panel) => describePanel(panel, depths)).join(' '))}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    `<text class="name" x="${PLOT.left}" y="24">${escaped(title)}</text>`,
    key(widths),
    ...panels.map((panel, i) => {
      const [x, y] = [(i % COLUMNS) * SIZE.width, HEAD + Math.floor(i / COLUMNS) * SIZE.height];
      return `<g transform="translate(${x} ${y})">${panelMarks(panel, depths, widths)}</g>`;
    }),
    '</svg>',
    '',
  ].join('\n');
}

function key(widths: readonly number[]): string {
  const lines = widths.map((width, i) => {
    const x = PLOT.left + i * 105;
    return `<path class="line w${i}" d="M${x} 44h28"/><text x="${x + 34}" y="48">width ${width}</text>`;
  });
  const x = PLOT.left + widths.length * 105 + 12;
  const starts = `${marker('best', [x, 44], '')}<text x="${x + 10}" y="48">best start</text>${marker('critical', [x + 100, 44], '')}<text x="${x + 110}" y="48">critical start</text>`;
  return `<g class="key">${lines.join('')}${starts}</g>`;
}

function panelMarks(panel: Panel, depths: readonly number[], widths: readonly number[]): string {
  const drawn = panel.series.map((series) => {
    const width = widths.indexOf(series.width);
    return { ...series, index: width, runs: runs(series, width) };
  });
  const lines = drawn.flatMap(({ init, index, runs: all }) =>
    all.map((run) => `<path class="line ${init} w${index}" d="M${run.map(pointText).join('L')}"/>`),
  );
  const markers = drawn
    .toSorted((a, b) => DRAWING_ORDER.indexOf(a.init) - DRAWING_ORDER.indexOf(b.init))
    .flatMap(({ init, index, runs: all }) => all.flat().map((point) => marker(init, point, `w${index}`)));
  const empty = drawn.every(({ runs: all }) => all.length === 0);
  return [
    `<text class="name" x="${AREA.left}" y="16">${escaped(panel.name)}</text>`,
    axes(depths),
    ...labels(drawn),
    ...lines,
    ...markers,
    ...(empty
      ? [
          `<text class="soft" x="${AREA.left + 12}" y="${AREA.top + 0.3 * (AREA.bottom - AREA.top)}">not measured</text>`,
        ]
      : []),
  ].join('');
}

function axes(depths: readonly number[]): string {
  const shares = [0, 0.5, 1].map((share) => {
    const [, y] = position(0, depths.length, 1, share);
    return `<path class="rule" d="M${AREA.left} ${y}H${AREA.right}"/><text class="soft end" x="${AREA.left - 6}" y="${y + 4}">${share}</text>`;
  });
  const ticks = depths.map((depth, i) => {
    const [x] = position(i, depths.length, 1, 0);
    return `<path class="axis" d="M${x} ${AREA.bottom + 4}v4"/><text class="soft middle" x="${x}" y="${AREA.bottom + 21}">${depth}</text>`;
  });
  return `${shares.join('')}${ticks.join('')}<text class="soft" x="${AREA.right + 4}" y="${AREA.bottom + 21}">depth</text>`;
}

interface Drawn extends Series {
  readonly index: number;
  readonly runs: readonly (readonly Point[])[];
}

interface End {
  readonly init: Series['init'];
  /** Index among the depths. */
  readonly depth: number;
  readonly share: number;
  readonly index: number;
  readonly width: number;
  readonly at: Point;
}

/** Right of the panel the widths of its lines: those that end together share a label. */
function labels(drawn: readonly Drawn[]): readonly string[] {
  const ends = drawn.flatMap(({ init, shares, index, width, runs: all }): End[] => {
    const depth = shares.findLastIndex((share) => share !== null);
    const at = all.at(-1)?.at(-1);
    return at ? [{ init, depth, share: shares[depth] as number, index, width, at }] : [];
  });
  const groups = labelGroups(ends);
  const wanted = groups.map((group) => ({
    wanted: group.reduce((sum, { at: [, y] }) => sum + y, 0) / group.length,
    height: blockHeight(0, TEXT),
  }));
  const centres = spreadLabels(wanted, AREA.top - 8, AREA.bottom + 6);
  return groups.map((group, i) => label(group, [AREA.right + 16, centres[i] as number]));
}

/** Lines of one start that end at one depth and share; both starts together where the same widths do. */
function labelGroups(ends: readonly End[]): readonly (readonly End[])[] {
  const groups = groupsBy(ends, ({ init, depth, share }) => `${init} ${depth} ${share}`);
  const together = groupsBy(
    groups,
    (group) => `${group[0]?.depth} ${group[0]?.share} ${group.map(({ width }) => width)}`,
  );
  return together.map((same) => same.flat());
}

function label(group: readonly End[], [x, y]: Point): string {
  const lines = groupsBy(group, ({ index }) => index).flatMap((same) => same.slice(0, 1));
  const leaders = lines.map(
    ({ at }) => `<path class="leader" d="M${pointText([at[0] + 6, at[1]])}L${pointText([x - 6, y])}"/>`,
  );
  const markers = DRAWING_ORDER.filter((init) => group.some((line) => line.init === init)).map((init) =>
    marker(init, [x, y], ''),
  );
  const names = lines.map(({ index, width }) => `<tspan class="t${index}">${width}</tspan>`).join(' ');
  return `${leaders.join('')}<g class="key">${markers.join('')}</g><text class="label" x="${round(x + 8)}" y="${round(y + 4)}">${names}</text>`;
}

function groupsBy<Item>(items: readonly Item[], by: (item: Item) => unknown): readonly (readonly Item[])[] {
  return [...new Set(items.map(by))].map((key) => items.filter((item) => by(item) === key));
}

const marker = (init: Series['init'], [x, y]: Point, style: string): string =>
  `<circle class="${init === 'best' ? 'dot' : 'ring'} ${style}" cx="${round(x)}" cy="${round(y)}" r="${RADIUS[init]}"/>`;

const round = (value: number): number => Math.round(value * 10) / 10;
const pointText = ([x, y]: Point): string => `${round(x)} ${round(y)}`;

/** The shares in words, for who does not see them. */
export function describePanel({ name, series }: Panel, depths: readonly number[]): string {
  const lines = series.flatMap(({ width, init, shares }) => {
    const said = shares.flatMap((share, i) => (share === null ? [] : [`${share} at depth ${depths[i]}`]));
    return said.length > 0 ? [`${init}, width ${width}: ${said.join(', ')}`] : [];
  });
  return `${name}: ${lines.length > 0 ? lines.join('; ') : 'not measured'}.`;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
