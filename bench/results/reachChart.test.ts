import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describePanel, position, type ReachChart, reachChart, runs, type Series, STYLE } from './reachChart.ts';

const DEPTHS = [4, 6, 10];
const series = (shares: Series['shares'], width = 64, init: Series['init'] = 'best'): Series => ({
  width,
  init,
  shares,
});
const chart = (...lines: readonly Series[]): ReachChart => ({
  title: 'Share <of 20> that learn',
  depths: DEPTHS,
  widths: [32, 64, 128],
  panels: [{ name: 'RePU(2)', series: lines }],
});
const count = (svg: string, pattern: RegExp): number => [...svg.matchAll(pattern)].length;

describe('the places of shares', () => {
  it('go right with depth and up with the share, thirds of the way alike', () => {
    const [x, y] = position(0, 3, 1, 0);
    const [x1] = position(1, 3, 1, 0);
    const [x2, top] = position(2, 3, 1, 1);
    expect(x1 - x).toBeCloseTo(x2 - x1, 12);
    expect(x1).toBeGreaterThan(x);
    expect(position(0, 3, 1, 0.5)[1]).toBeCloseTo((y + top) / 2, 12);
    expect(top).toBeLessThan(y);
  });

  it('keep widths that coincide apart by less than a share of 3 %', () => {
    const [, zero] = position(0, 3, 1, 0);
    const [, one] = position(0, 3, 1, 1);
    const [, beside] = position(0, 3, 2, 0);
    expect(beside).not.toBe(zero);
    expect(Math.abs(beside - zero) / Math.abs(one - zero)).toBeLessThan(0.03);
  });

  it('are not joined across what has not been measured', () => {
    expect(runs(series([1, null, 0.5]), 1).map((run) => run.length)).toEqual([1, 1]);
    expect(runs(series([null, 1, 0.5]), 1).map((run) => run.length)).toEqual([2]);
    expect(runs(series([null, null, null]), 1)).toEqual([]);
  });
});

describe('the chart', () => {
  it('marks every measured share once, best filled and critical hollow', () => {
    const empty = reachChart(chart());
    const svg = reachChart(chart(series([1, 0.5, null]), series([1, 0, 0.25], 32, 'critical')));
    // One more of each in the label at the line's end.
    expect(count(svg, /class="dot/g) - count(empty, /class="dot/g)).toBe(2 + 1);
    expect(count(svg, /class="ring/g) - count(empty, /class="ring/g)).toBe(3 + 1);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('names lines at the right; those that end together share a label', () => {
    const labels = (svg: string) =>
      [...svg.matchAll(/<text class="label"[^>]*>(.*?)<\/text>/g)].map(([, text = '']) => text.replace(/<[^>]*>/g, ''));
    const all = [32, 64, 128].flatMap((width) => [series([1, 1, 1], width), series([1, 1, 1], width, 'critical')]);
    expect(labels(reachChart(chart(...all)))).toEqual(['32 64 128']);
    expect(labels(reachChart(chart(series([1, 1, 1]), series([1, 1, 0], 64, 'critical'))))).toEqual(['64', '64']);
    expect(labels(reachChart(chart(series([1, 1, null]), series([1, 1, 1], 32))))).toEqual(['64', '32']);
  });

  it('says where nothing has been measured', () => {
    expect(reachChart(chart(series([null, null, null])))).toContain('>not measured</text>');
    expect(describePanel({ name: 'tanh', series: [series([null, null, null])] }, DEPTHS)).toBe('tanh: not measured.');
    expect(describePanel({ name: 'tanh', series: [series([1, null, 0.35])] }, DEPTHS)).toBe(
      'tanh: best, width 64: 1 at depth 4, 0.35 at depth 10.',
    );
  });

  it('has a title and a description, its text escaped, and every element closed', () => {
    const svg = reachChart(chart(series([1, 1, 1])));
    expect(svg).toContain('<title id="title">Share &lt;of 20&gt; that learn</title>');
    expect(svg).toContain('<desc id="desc">RePU(2): best, width 64');
    for (const name of ['g', 'text', 'tspan', 'svg', 'style'])
      expect(count(svg, new RegExp(`<${name}[ >]`, 'g')), name).toBe(count(svg, new RegExp(`</${name}>`, 'g')));
  });

  it('writes no text below 11 px', () => {
    const sizes = [...STYLE.matchAll(/font(?:-size)?: (\d+)px/g)].map(([, size]) => Number(size));
    expect(sizes.length).toBeGreaterThan(0);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
  });

  it('has the colours of the page, whose contrast theme.test.ts measures', () => {
    const css = readFileSync(new URL('../../src/app/styles/theme.css', import.meta.url), 'utf8');
    const names = {
      paper: 'paper',
      ink: 'ink',
      soft: 'ink-soft',
      rule: 'rule',
      w0: 'arm-repu-text',
      w1: 'arm-mrepu-text',
      w2: 'arm-relu-text',
    };
    for (const [own, token] of Object.entries(names)) {
      const [, light, dark] = new RegExp(`--${token}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css) ?? [];
      expect([...STYLE.matchAll(new RegExp(`--${own}: (#\\w+)`, 'g'))].map(([, hex]) => hex)).toEqual([light, dark]);
    }
  });
});
