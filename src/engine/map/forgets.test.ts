/** What a normalisation leaves of K_1, in networks at their start. */
import { describe, expect, it } from 'vitest';
import { cellExperiment } from '../../experiment/map/cell.ts';
import { forgetsK1 } from '../../experiment/map/forgets.ts';
import { planOf } from '../../experiment/map/plan.ts';
import { parseFragment } from '../../experiment/permalink.ts';
import { wasmEngine } from '../wasm/engine.ts';

const K1 = 'mapx=k1_0.01_100_3_log';

function opened(fragment: string) {
  const { experiment, display, rejected } = parseFragment(`depth=6&width=16&batch=32&${fragment}&${K1}`);
  expect(rejected).toEqual([]);
  return { experiment, plan: planOf(experiment, display) };
}

const said = (fragment: string): readonly boolean[] => {
  const { experiment, plan } = opened(fragment);
  return experiment.arms.map((arm) => forgetsK1(experiment, arm, plan));
};

/** The variances of layers in two cells of the first row that differ in K_1. */
async function variances(fragment: string): Promise<readonly (readonly number[])[]> {
  const { experiment, plan } = opened(fragment);
  const seen: number[][] = [];
  for (const column of [0, 1]) {
    const trainer = await wasmEngine().create(cellExperiment(experiment, 0, plan, column, 0), 0);
    const { variance } = (await trainer.measure()).measurement.arms[0]!;
    seen.push(variance.map(Number));
    trainer.dispose();
  }
  return seen;
}

/** The largest relative difference of layers 2 on. */
async function laterChange(fragment: string): Promise<number> {
  const [one = [], two = []] = await variances(fragment);
  expect(two[0]! / one[0]!).toBeGreaterThan(10);
  return Math.max(...one.slice(1).map((value, layer) => Math.abs(two[layer + 1]! / value - 1)));
}

describe('K_1 under a normalisation', () => {
  it.each([
    'arm=repu.2_init.lecun_norm.rms&mapy=cw_0.5_2_2_log',
    'arm=mrepu.2_init.he_norm.layer&mapy=lr_0.0001_0.1_2_log',
    'arm=tanh_init.lecun_norm.rms_weights.orthogonal&mapy=depth_4_8_2_linear',
    'arm=relu_norm.rms&mapy=cw_0.5_2_2_log',
  ])('changes layer 1 alone: %s', async (fragment) => {
    expect(said(fragment)).toEqual([true]);
    expect(await laterChange(fragment)).toBeLessThan(1e-4);
  });

  it.each([
    'arm=repu.2_init.lecun&mapy=cw_0.5_2_2_log',
    'arm=repu.2_init.lecun_skip.1_norm.rms&mapy=cw_0.5_2_2_log',
    'arm=repu.2_init.custom_cw.1_cb.0.005_norm.rms&mapy=lr_0.0001_0.1_2_log',
    'arm=tanh_init.lecun_norm.rms&mapy=cb_0.005_0.009_2_linear',
    'arm=tanh_init.lecun_norm.rms&mapy=skip_0.5_1_2_linear',
  ])('changes later layers too: %s', async (fragment) => {
    expect(said(fragment)).toEqual([false]);
    expect(await laterChange(fragment)).toBeGreaterThan(0.01);
  });

  it('is not spoken of where it is no axis, and not of a start whose C_b may change along the other', () => {
    const { experiment, plan } = opened('arm=relu_norm.rms&arm=relu_init.he_norm.rms&mapy=depth_4_8_2_linear');
    expect(experiment.arms.map((arm) => forgetsK1(experiment, arm, plan))).toEqual([false, true]);
    const y = { ...plan.x, key: 'lr' } as const;
    expect(experiment.arms.map((arm) => forgetsK1(experiment, arm, { x: plan.y, y }))).toEqual([false, false]);
  });
});
