import { describe, expect, it } from 'vitest';
import type { KnownMap } from '../store/knownMap.ts';
import { type PageFigure, withSets } from './figures.ts';
import { withMap } from './mapCaption.ts';
import { type Drawing, figureFile, placed, SANS, SERIF, sideBySide } from './picture.ts';
import { posterFile, rowsOf } from './poster.ts';
import { extensionOf, videoType } from './record.ts';
import { alphaOf, plain, plainFamily, plainWeight } from './styleOf.ts';

const COLOURS = { paper: 'white', ink: 'black', soft: 'grey' };
const caption = {
  parameters: ['Learn a cubic, depth 10, step 60.', 'RePU(2): He start.'],
  permalink: 'https://example.org/#a=1&b=<2>',
  citation: 'Somebody, 2024',
};
const drawing = (width: number, height: number, title = 'Loss'): Drawing => ({
  title,
  width,
  height,
  svg: `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" x="9"><g/></svg>`,
});

describe('a chart as a file', () => {
  const file = figureFile(drawing(300, 200, 'A < B'), caption, '@font-face{}', COLOURS);

  it('has declaration, namespace, fonts, title, parameters, permalink and citation', () => {
    expect(file).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    for (const part of [
      '@font-face{}',
      '<title>A &lt; B</title>',
      '#a=1&amp;b=&lt;2&gt;',
      'Somebody, 2024',
      ...caption.parameters,
    ]) {
      expect(file).toContain(part);
    }
  });

  it('grows by the lines of its caption', () => {
    const heightOf = (text: string) => Number(/ height="([\d.]+)"/.exec(text)?.[1]);
    const longer = { ...caption, permalink: `https://example.org/#${'x'.repeat(400)}` };
    expect(heightOf(figureFile(drawing(300, 200), longer, '', COLOURS))).toBeGreaterThan(heightOf(file) + 50);
  });
});

it('lowers the indices of the parameters, and leaves those of an address', () => {
  const said = {
    ...caption,
    parameters: ['ReLU: C_W = 2, K_1 = 1.'],
    permalink: 'https://example.org/#arm=relu_k1.2&C_W = 2',
  };
  const file = figureFile(drawing(600, 200), said, '', COLOURS);
  expect(file).toMatch(
    /ReLU: C<tspan font-size="0\.72em" dy="2\.5">W<\/tspan><tspan dy="-2\.5"> =<\/tspan> 2, K<tspan/,
  );
  expect(file).toContain('#arm=relu_k1.2&amp;C_W = 2');
});

describe('a key', () => {
  const words = (title: string, width = 700) => {
    const file = figureFile(drawing(width, 200, title), caption, '', COLOURS);
    return [...file.matchAll(/<g transform="translate\((\S+) (\S+)\)">.*?<text x="(\S+)"[^>]*>([^<]*)/g)].map(
      ([, x, y, from, said = '']) => ({ x: Number(x), y: Number(y), from: Number(from), said }),
    );
  };

  it('says of the main chart what line, filled and hollow marks and band are', () => {
    expect(words('Preactivation variance by layer').map(({ said }) => said)).toEqual([
      'theory, infinite width',
      'now',
      'at the start',
      'spread of finite width',
    ]);
  });

  it('of a phase map says its colours; a chart that names all it draws has none', () => {
    expect(words('Phase map of RePU(2)').map(({ said }) => said)).toEqual([
      'vanishes',
      'survives all layers',
      'overflows; the stronger, the earlier the layer',
    ]);
    expect(words('Loss')).toEqual([]);
  });

  it('breaks into lines where the chart is narrow, and makes the file taller', () => {
    const narrow = words('Preactivation variance by layer', 260);
    expect(new Set(narrow.map(({ y }) => y)).size).toBeGreaterThan(1);
    for (const { x, from, said } of narrow) {
      expect(from).toBeGreaterThan(x);
      expect(from + said.length * 4.5).toBeLessThan(260 + 24);
    }
  });

  it('of every kind of chart stands on the poster once', () => {
    const drawings = ['Phase map of RePU(2)', 'Phase map of ReLU', 'Kernel map'].map((title) =>
      drawing(300, 200, title),
    );
    const file = posterFile({ title: 'Why', verdicts: [], drawings, caption }, '', COLOURS);
    expect(file.match(/>survives all layers</g)).toHaveLength(1);
    expect(file).toContain('>stable fixed point<');
    expect(file).toContain('>Phase map</text>');
    expect(file).not.toContain('>at the start<');
  });
});

describe('charts of a set', () => {
  const mark = { width: 26, height: 13, svg: '<svg width="26" height="13"/>' };
  const set = { name: 'Map of networks', entries: [{ mark, words: 'learned: loss 0.9 to 0.001 of the mean’s' }] };
  const planes = ['RePU(2)', 'MRePU(2)', 'ReLU'].map((arm) => ({ ...drawing(300, 200, `Map of ${arm}`), set }));

  it('stand two in a row in one picture, none over another', () => {
    const { svg, width, height, title } = sideBySide('All arms', planes);
    expect([title, width, height]).toEqual(['All arms', 616, 416]);
    expect([...svg.matchAll(/ x="(\d+)" y="(\d+)"/g)].map(([, x, y]) => [Number(x), Number(y)])).toEqual([
      [0, 0],
      [316, 0],
      [0, 216],
    ]);
  });

  it('have the page’s legend as their key, each by itself and all together, and once on the poster', () => {
    const poster = posterFile({ title: 'Why', verdicts: [], drawings: planes, caption }, '', COLOURS);
    const alone = figureFile(planes[1] as Drawing, caption, '', COLOURS);
    for (const file of [alone, figureFile(sideBySide('All', planes), caption, '', COLOURS), poster]) {
      expect(file.match(/>learned: loss 0.9 to 0.001 of the mean’s<\/text>/g)).toHaveLength(1);
      expect(file.split(mark.svg)).toHaveLength(2);
    }
    // Two font sizes wide, in the middle of its line.
    expect(alone).toContain(`<g transform="translate(0 -5) scale(${20 / 26})">${mark.svg}</g>`);
    expect(poster).toContain('>Map of networks</text>');
  });
});

it('under a map stands how long its networks were trained, and how many are not known yet', () => {
  const axis = { key: 'cw', from: 1, to: 2, cells: 4, log: false } as const;
  const plan = { x: axis, y: { ...axis, key: 'k1' }, steps: 200 } as const;
  const progress = (done: number) => ({ map: { progress: { done, total: 32 } } as KnownMap });
  const said = (steps: number, done: number) =>
    withMap(caption, { plan: { ...plan, steps }, ...progress(done) }).parameters.slice(caption.parameters.length);
  expect(said(200, 32)).toEqual([expect.stringContaining('trained 200 steps.')]);
  expect(said(1, 32)[0]).toContain('trained 1 step.');
  expect(said(0, 20)).toEqual([
    expect.stringContaining('as initialised.'),
    '20 of 32 networks are computed; the rest is drawn as the nearest of them.',
  ]);
});

it('a set is offered as a whole after the last of its charts, where it has more than one', () => {
  const set = { name: 'Map of networks', key: [] };
  const figures = ['Loss', 'Map of RePU(2)', 'Map of MRePU(2)', 'Phase map'].map((title) => ({
    title,
    svg: {} as SVGSVGElement,
    set: title.startsWith('Map of ') ? set : null,
  }));
  const offered = (all: readonly PageFigure[]) => withSets(all).map(({ title, figures: own }) => [title, own.length]);
  expect(offered(figures)).toEqual([
    ['Loss', 1],
    ['Map of RePU(2)', 1],
    ['Map of MRePU(2)', 1],
    ['Map of networks, all arms', 2],
    ['Phase map', 1],
  ]);
  expect(offered(figures.slice(0, 2))).toEqual([
    ['Loss', 1],
    ['Map of RePU(2)', 1],
  ]);
});

it('a chart is placed by its root element alone', () => {
  expect(placed(drawing(300, 200), 5, 6, 2)).toBe(
    '<svg viewBox="0 0 300 200" x="5" y="6" width="600" height="400"><g/></svg>',
  );
});

describe('the poster', () => {
  it('puts small charts under each other beside a large one', () => {
    const [hero, loss, fit, map] = [
      drawing(650, 450),
      drawing(370, 190),
      drawing(370, 175),
      drawing(470, 260),
    ] as const;
    expect(rowsOf([hero, loss, fit, map], 1504, 36).map(({ columns }) => columns)).toEqual([
      [[hero], [loss, fit]],
      [[map]],
    ]);
  });

  it('leaves no chart out and draws none beyond the margin', () => {
    const drawings = [700, 300, 500, 1800, 90, 640].map((width) => drawing(width, width / 2));
    const rows = rowsOf(drawings, 1504, 36);
    expect(rows.flatMap(({ columns }) => columns.flat())).toEqual(drawings);
    for (const { columns, scale } of rows) {
      const widths = columns.map((column) => scale * Math.max(...column.map(({ width }) => width)));
      expect(widths.reduce((sum, width) => sum + width, 36 * (columns.length - 1))).toBeLessThanOrEqual(1504.001);
    }
  });

  it('has the title, every verdict, every chart’s name and the caption', () => {
    const verdicts = [{ text: 'RePU(2) overflowed.', colour: 'red' }];
    const poster = { title: 'Why', verdicts, drawings: [drawing(300, 200), drawing(300, 200, 'Fit')], caption };
    const file = posterFile(poster, '', COLOURS);
    for (const words of ['Why', 'RePU(2) overflowed.', 'Loss', 'Fit', 'Somebody, 2024']) {
      expect(file).toContain(`>${words}</text>`);
    }
  });
});

describe('colours', () => {
  it('that are transparent become none', () => expect(plain('rgba(0, 0, 0, 0)')).toBe('none'));
  it('of color() become rgb()', () => expect(plain('color(srgb 1 0.5 0)')).toBe('rgb(255, 128, 0)'));
  it('say apart how opaque they are', () => {
    for (const colour of ['color(srgb 1 0 0 / 0.5)', 'rgba(255, 0, 0, 0.5)']) {
      expect([plain(colour), alphaOf(colour)]).toEqual(['rgb(255, 0, 0)', 0.5]);
    }
    expect(alphaOf('rgb(1, 2, 3)')).toBe(1);
  });
  it('of every program stay', () => expect(plain('rgb(1, 2, 3)')).toBe('rgb(1, 2, 3)'));
});

describe('the kind of video', () => {
  const browser = (...kinds: string[]) => ({ isTypeSupported: (type: string) => kinds.includes(type) });
  it('is VP9 before VP8', () => {
    expect(videoType(browser('video/webm;codecs=vp8', 'video/webm;codecs=vp9'))).toBe('video/webm;codecs=vp9');
  });
  it('is MP4 where there is no WebM, and named so', () => {
    expect(extensionOf(videoType(browser('video/mp4')) ?? '')).toBe('mp4');
  });
  it('is none where nothing is recorded', () => {
    expect(videoType(browser())).toBeNull();
    expect(videoType(undefined)).toBeNull();
  });
});

describe('type for programs that read no fonts from a file', () => {
  it('has weights of whole hundreds', () =>
    expect(['650', '400', '620'].map(plainWeight)).toEqual(['600', '400', '600']));
  it('names families that are likely to be there', () => {
    expect(plainFamily('"Inter Variable", system-ui, sans-serif')).toBe(SANS);
    expect(plainFamily('"Source Serif 4 Variable", Georgia, serif')).toBe(SERIF);
    expect(plainFamily('monospace')).toBe('monospace');
  });
});
