import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../../experiment/defaults.ts';
import { oneFate } from './oneFate.ts';
import { phaseGrid, RESOLUTIONS } from './phaseGrid.ts';
import { phaseViews } from './phaseView.ts';

/** What the map of an arm says, at its first resolution. */
function said(id: string, fields: object = {}, depth = 10): string | null {
  const experiment = { ...DEFAULT_EXPERIMENT, depth, arms: [{ ...defaultArm(id), ...fields }] };
  const [view] = phaseViews(experiment);
  if (!view) throw new Error('There is one arm.');
  const work = phaseGrid(view.plane, RESOLUTIONS[0]);
  let next = work.next();
  while (!next.done) next = work.next();
  return oneFate(view.plane, next.value);
}

describe('a phase map of one colour', () => {
  it('says that biases hold K, and that σ grows too slowly or is bounded', () => {
    expect(said('gelu')).toBe(
      'At infinite width every start of this window survives 10 layers: no K falls below C_b = 0.17, and a σ that grows like |z| is slow to reach the end of float32.',
    );
    expect(said('tanh', { init: 'custom', cw: 1, cb: 0.1 })).toBe(
      'At infinite width every start of this window survives 10 layers: no K falls below C_b = 0.10, and σ is bounded.',
    );
  });

  it('says that σ(0) holds K where there are no biases', () => {
    expect(said('softplus')).toContain('σ(0) is not 0, which keeps K up, and a σ that grows like |z|');
    expect(said('sigmoid')).toContain('σ(0) is not 0, which keeps K up, and σ is bounded.');
  });

  it('says nothing where some start is lost', () => {
    for (const id of ['repu.2', 'mrepu.2', 'relu', 'tanh']) expect(said(id)).toBeNull();
    expect(said('gelu', { init: 'custom', cw: 2, cb: 0 })).toBeNull();
    // Deep enough, C_W = 100 overflows after all.
    expect(said('gelu', {}, 64)).toBeNull();
  });
});
