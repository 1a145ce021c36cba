import { createHash } from 'node:crypto';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { HeroChart } from './hero/HeroChart.tsx';
import { KernelMap } from './kernelMap/KernelMap.tsx';
import { LayerChart } from './layers/LayerChart.tsx';
import { LossChart } from './loss/LossChart.tsx';
import { OUTCOMES } from './map/describe.ts';
import { MapChart } from './map/MapChart.tsx';
import { PhaseMap } from './phaseMap/PhaseMap.tsx';

/**
 * What a chart is made of, one element a line. Unlike pixels it is the same on every machine; a change that is meant is
 * taken over by `npx vitest run --project unit src/charts/snapshots.test.tsx -u`.
 */
function drawn(chart: ReactElement): string {
  const hash = (data: string) => createHash('sha256').update(data).digest('hex').slice(0, 16);
  const [svg = ''] = /<svg.*<\/svg>/.exec(renderToStaticMarkup(chart)) ?? [];
  return `${svg
    .replaceAll('><', '>\n<')
    // The last digits of logarithms differ between engines.
    .replaceAll(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))))
    .replaceAll(/data:image\/png;base64,[^"]+/g, (data) => `png-${hash(data)}`)}\n`;
}

const DEPTH = 6;
const LAYERS = Array.from({ length: DEPTH }, (_, index) => index);
/** RePU(2) from K_1 = 2: K_l = (2/3)·3^(2^(l-1)), too large for float32 from layer 5 on here. */
const repuLog10 = LAYERS.map((index) => Math.log10(2 / 3) + 2 ** (index + 2) * Math.log10(3));
const finite = repuLog10.map((log10) => (log10 < 38 ? log10 : null));
const arms = [
  {
    slot: 0,
    label: 'RePU(2)',
    predictedLog10: repuLog10,
    band: LAYERS.map((index) => (index < 3 ? 10 ** (repuLog10[index] ?? 0) * 0.3 : null)),
    ghostLog10: finite,
    measuredLog10: finite,
    spread: null,
    failure: { kind: 'overflow', layer: 5, step: 0 },
  },
  {
    slot: 1,
    label: 'MRePU(2)',
    predictedLog10: LAYERS.map(() => -2.8),
    band: LAYERS.map(() => 10 ** -2.8 * 0.2),
    ghostLog10: LAYERS.map(() => -2.8),
    measuredLog10: LAYERS.map((index) => -2.75 + index / 100),
    spread: LAYERS.map(() => 10 ** -2.8 * 0.2),
    failure: null,
  },
] as const;
const size = { width: 640, height: 400, description: 'In words.' };
const STEPS = Array.from({ length: 41 }, (_, index) => 50 * index);

/** A network of each outcome. */
const NETWORKS = OUTCOMES.map((outcome, index) => ({
  x: [0.1, 1, 10][index % 3] as number,
  y: 1.5 * Math.floor(index / 3),
  outcome,
  layer: outcome === 'overflow' || outcome === 'vanished' ? 4 : null,
  step: outcome === 'diverged' ? 7 : null,
  loss: 0.02,
}));

const CHARTS: Readonly<Record<string, ReactElement>> = {
  hero: <HeroChart {...size} title="Variance" depth={DEPTH} arms={arms} />,
  'hero-log': <HeroChart {...size} title="Variance" depth={DEPTH} arms={arms} scale="log" />,
  loss: (
    <LossChart
      {...size}
      title="Loss"
      baseline={0.14}
      stepLimit={2000}
      arms={[
        { slot: 0, label: 'RePU(2)', steps: [0], losses: [Number.NaN], failedAt: 0 },
        {
          slot: 1,
          label: 'MRePU(2)',
          steps: STEPS,
          losses: STEPS.map((step) => 0.2 / (1 + step / 40) + (step % 300 === 0 ? 0.01 : 0)),
          minima: STEPS.map((step) => 0.2 / (1 + step / 40)),
          test: { steps: [0, 500, 2000], losses: [0.25, 0.03, 0.02] },
          failedAt: null,
        },
      ]}
    />
  ),
  'kernel-map': (
    <KernelMap
      {...size}
      title="Kernel map"
      arms={[
        {
          slot: 0,
          label: 'RePU(2)',
          map: Array.from({ length: 81 }, (_, i) => [-4 + i / 10, -0.18 + 2 * (-4 + i / 10 + 0.18)] as const),
          iteratesLog10: [-0.28, -0.38, -0.58, -0.98, -1.78],
          largestLog10: [0, 0.18, 0.54, 1.26, 2.7],
          fixedPoints: [{ log10K: -0.18, slope: 2, stability: 'unstable' }],
        },
      ]}
    />
  ),
  'phase-map': (
    <PhaseMap
      {...size}
      title="Phase map"
      arm={{ slot: 1, label: 'MRePU(2)' }}
      depth={DEPTH}
      grid={{
        columns: 3,
        rows: 2,
        outcome: Int16Array.of(-2, 0, 4, -3, 0, 2),
        cwLog10: [-1, 1],
        k1Log10: [-4, 2],
      }}
      point={{ cw: 1, k1: 1e-3 }}
      critical={{ cw: 1, k1: 1e-2, name: 'critical' }}
      onDrag={() => {}}
      onDrop={() => {}}
    />
  ),
  map: (
    <MapChart
      {...size}
      title="Map of MRePU(2)"
      arm={{ slot: 1, label: 'MRePU(2)' }}
      x={{ symbol: 'C_W', words: 'weight variance', from: 0.1, to: 10, cells: 3, log: true }}
      y={{ symbol: 'γ', words: 'skip', from: 0, to: 1.5, cells: 2, log: false }}
      depth={DEPTH}
      least={0.001}
      baseline={0.2}
      cells={NETWORKS}
      drawn={NETWORKS}
      theory={{ columns: 5, rows: 3, outcome: Int16Array.of(-2, 0, 0, 0, 4, -3, 0, 0, 3, 2, -3, 0, 2, 2, 1) }}
      point={{ x: 1, y: 0.5 }}
      read={4}
      onRead={() => {}}
      onOpen={() => {}}
    />
  ),
  layers: (
    <LayerChart
      {...size}
      title="Susceptibilities"
      depth={DEPTH}
      scale="log"
      yName="susceptibility"
      reference={{ log10: 0, name: 'critical' }}
      arms={[
        {
          slot: 0,
          label: 'RePU(2)',
          lines: [
            { symbol: 'χ∥', stroke: 'solid', log10: LAYERS.map((index) => index / 2) },
            { symbol: 'χ⊥', stroke: 'dashed', log10: LAYERS.map((index) => index / 2 - 0.17) },
          ],
          measuredLog10: LAYERS.map((index) => (index < 4 ? index / 2 + 0.1 : null)),
        },
      ]}
    />
  ),
};

test.each(Object.entries(CHARTS))('the chart %s is drawn as before', async (name, chart) => {
  await expect(drawn(chart)).toMatchFileSnapshot(`snapshots/${name}.svg`);
});
