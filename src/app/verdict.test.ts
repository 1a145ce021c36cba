import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count } from '../lib/counted.ts';
import { theorySentence } from './diagnosis/expectation.ts';
import { sentencesBehind } from './diagnosis/sentences.ts';
import { countedSurvival, foreseenSurvival } from './learnSurvival.ts';
import type { Survival } from './survival.ts';
import { armMeasurement, predictionOf } from './testing.ts';
import { type VerdictInput, verdict } from './verdict.ts';

function judged(fields: Partial<VerdictInput>) {
  const input: VerdictInput = {
    label: 'RePU(2)',
    start: armMeasurement({ status: 'ready' }),
    now: armMeasurement(),
    step: 640,
    replicas: 1,
    lowestLoss: null,
    prediction: predictionOf(),
    survival: null,
    engine: 'fused-wasm',
    sameTestLoss: true,
    unbuilt: false,
    ...fields,
  };
  return { ...verdict(input), theory: theorySentence(input), behind: sentencesBehind(input, null).join(' ') };
}

describe('an arm that failed', () => {
  const dead = armMeasurement({
    status: 'diverged',
    failure: { kind: 'overflow', layer: 9, step: 0 },
    loss: null,
    replicasFinite: 0,
    variance: [1, 1e30, null],
  });

  it('says where and when it overflowed, and where theory expected it', () => {
    const said = judged({ start: dead, now: dead, step: 0, prediction: predictionOf({ overflowLayer: 9 }) });
    expect(said.outcome).toBe('failed');
    expect(said.text).toBe('RePU(2) overflowed float32 at layer 9, before the first step.');
    expect(said.theory).toBe('At infinite width the largest input leaves float32 at layer 9.');
  });

  it('says what theory expected where it expected no overflow', () => {
    const said = judged({ start: dead, now: dead, prediction: predictionOf({ varianceLog10: [0, 1, 70] }) });
    expect(said.theory).toBe('At infinite width: finite in all 3 layers, variance 1.0·10⁷⁰ at the last.');
  });

  it('keeps the last finite loss and its lowest when training broke it', () => {
    const now = armMeasurement({
      status: 'diverged',
      failure: { kind: 'overflow', layer: 7, step: 1200 },
      loss: 0.31,
      replicasFinite: 0,
    });
    const said = judged({ now, lowestLoss: 0.02 });
    expect(said.text).toBe('RePU(2) overflowed float32 at layer 7, at step 1\u202f200.');
    expect(said.behind).toContain(
      'It stands frozen at its last finite state, loss 0.31 (the best constant’s: 0.14). Its lowest loss was 0.020, beside 0.31 now.',
    );
    expect(said.theory).toContain('it was training that broke it');
  });

  it('tells a loss out of bounds from an overflow', () => {
    const now = armMeasurement({ status: 'diverged', failure: { kind: 'loss', layer: null, step: 3 }, loss: 1e9 });
    expect(judged({ now }).text).toMatch(/^RePU\(2\) diverged: its loss left all bounds, at step 3\./);
  });

  it('counts the networks where there are several', () => {
    expect(judged({ now: { ...dead, replicasFinite: 0 }, replicas: 64 }).text).toBe(
      'All 64 networks of RePU(2) failed: the first overflowed float32 at layer 9, before the first step.',
    );
  });
});

describe('an arm that lives', () => {
  it('is learning, with the loss and the best constant’s in one notation, the lowest behind it', () => {
    const now = armMeasurement({ learned: true, loss: 3.1e-5 });
    const said = judged({ label: 'MRePU(2)', now, lowestLoss: 2.9e-5 });
    expect(said.outcome).toBe('fine');
    expect(said.text).toBe('MRePU(2) is learning: loss 3.1·10⁻⁵ after 640 steps (the best constant’s: 1.4·10⁻¹).');
    expect(said.behind).toContain('Its lowest loss was 2.9·10⁻⁵, beside 3.1·10⁻⁵ now.');
  });

  it('has not learnt an equation whose relative L2 error is near 1, whatever its loss', () => {
    const now = armMeasurement({ learned: true, loss: 1100, baseline: 199000, metrics: { relativeL2: 5.66 } });
    expect(judged({ now })).toMatchObject({
      outcome: 'open',
      text: 'RePU(2) is learning, and has so far not solved the equation: relative L2 error 5.7, loss 1100 after 640 steps.',
    });
    expect(judged({ now: { ...now, status: 'finished' } })).toMatchObject({
      outcome: 'stuck',
      text: expect.stringMatching(/^RePU\(2\) has not solved the equation: relative L2 error 5\.7, loss/),
    });
    const solved = { ...now, metrics: { relativeL2: 0.01 } };
    expect(judged({ now: solved }).outcome).toBe('fine');
  });

  it('has not learnt a task whose held-out points it does worse on than the best constant', () => {
    const now = armMeasurement({ learned: true, status: 'finished', loss: 0.01, metrics: { testLoss: 0.3 } });
    expect(judged({ now })).toMatchObject({
      outcome: 'stuck',
      text: expect.stringContaining('has learnt its own points alone: test loss 0.30, loss 0.010'),
    });
    expect(judged({ now: { ...now, metrics: { testLoss: 0.02 } } }).outcome).toBe('fine');
    // The best constant's loss is of slopes too, a test loss of values alone.
    expect(judged({ now, sameTestLoss: false }).outcome).toBe('fine');
  });

  it('leaves out a lowest loss that reads like the present one', () => {
    const now = armMeasurement({ learned: true, loss: 3.12e-5 });
    expect(judged({ now, lowestLoss: 3.11e-5 }).behind).not.toContain('lowest');
  });

  it('has learnt once it is finished', () => {
    const now = armMeasurement({ learned: true, status: 'finished', loss: 1e-6 });
    expect(judged({ now, step: 2000 }).text).toContain('RePU(2) has learnt: loss 1.0·10⁻⁶ after 2\u202f000 steps');
  });

  it('says that its inputs have become one, as long as it has not learnt', () => {
    const prediction = predictionOf({ mergeLayer: 14 });
    const sentence = 'At infinite width all its inputs have become one by layer 14, to a millionth of its variance.';
    const stuck = judged({ now: armMeasurement({ learned: false, status: 'finished' }), prediction });
    expect(stuck.text).toContain(sentence);
    expect(judged({ now: armMeasurement({ learned: true }), prediction }).text).not.toContain(sentence);
  });

  it('starts finite before the first step, whatever its first loss', () => {
    const said = judged({ now: armMeasurement({ status: 'ready', learned: true, loss: 0.1 }), step: 0 });
    expect(said).toMatchObject({ outcome: 'open', text: expect.stringContaining('starts finite in every layer') });
  });

  it('speaks of one step in the singular', () => {
    expect(judged({ step: 1 }).text).toContain('after 1 step (');
  });

  it('may still learn while it trains, and has not when it is finished', () => {
    expect(judged({ now: armMeasurement({ loss: 0.143 }) })).toMatchObject({
      outcome: 'open',
      text: expect.stringContaining('has not learnt more than the mean yet'),
    });
    expect(judged({ now: armMeasurement({ loss: 0.143, status: 'finished' }) })).toMatchObject({
      outcome: 'stuck',
      text: expect.stringContaining('has learnt no more than the mean'),
    });
    expect(judged({ now: armMeasurement({ loss: 3, status: 'finished' }) }).text).toContain('not learnt even the mean');
  });

  it('whose signal is exactly 0 says so of WebGPU, which may take for 0 what other engines do not', () => {
    const start = armMeasurement({ variance: [0.1, 1e-40, 0] });
    const on = (engine: VerdictInput['engine']) => judged({ start, now: armMeasurement({ loss: 0.143 }), engine }).text;
    expect(on('fused-wasm')).toBe('RePU(2) learns no more than the mean: its signal is exactly 0 from layer 3 on.');
    for (const engine of ['fused', 'tfjs-webgpu'] as const) {
      expect(on(engine)).toBe(
        `${on('fused-wasm')} WebGPU may take numbers below 1.2·10⁻³⁸ for 0, other engines a few layers later.`,
      );
    }
  });

  it('whose signal vanished only learns the mean, as theory said', () => {
    const start = armMeasurement({ variance: [0.1, 1e-10, 1e-40] });
    const said = judged({
      start,
      now: armMeasurement({ loss: 0.143 }),
      prediction: predictionOf({ varianceLog10: [-1, -10, -39] }),
    });
    expect(said.outcome).toBe('stuck');
    expect(said.text).toBe('RePU(2) learns no more than the mean: its signal shrank to 1.0·10⁻⁴⁰ by layer 3.');
    expect(said.theory).toBe('At infinite width it is 1.0·10⁻³⁹ at layer 3.');
  });

  it('whose signal is exactly zero says from which layer on', () => {
    const said = judged({
      start: armMeasurement({ variance: [0.1, 0, 0] }),
      prediction: predictionOf({ underflowLayer: 3 }),
    });
    expect(said.text).toContain('its signal is exactly 0 from layer 2 on');
    expect(said.theory).toBe('At infinite width it falls below float32 at layer 3.');
  });

  it('that learns all the same is not called vanished', () => {
    const start = armMeasurement({ variance: [0.1, 1e-10, 1e-40] });
    expect(judged({ start, now: armMeasurement({ learned: true, loss: 0.01 }) }).outcome).toBe('fine');
  });

  it('with replicas says how many exploded and how the first went, and how many vanished', () => {
    const now = armMeasurement({
      learned: true,
      replicasFinite: 61,
      replicasVanished: 2,
      failure: { kind: 'overflow', layer: 12, step: 0 },
    });
    expect(judged({ now, replicas: 64 }).text).toContain('Of 64 networks 3 exploded and 2 vanished.');
    expect(judged({ now, replicas: 64 }).behind).toContain(
      'The first network that was lost overflowed float32 at layer 12, before the first step.',
    );
    expect(judged({ now: armMeasurement({ replicasFinite: 64 }), replicas: 64 }).text).toContain(
      'Of 64 networks none exploded and none vanished.',
    );
    expect(judged({ now: armMeasurement() }).text).not.toContain('networks');
  });
});

describe('what theory says of networks of this width', () => {
  const counted = (overflowed: number, vanished = 0): Survival =>
    countedSurvival({ networks: 512, overflowed, vanished, largest: null }, 64);
  const finite = 'At infinite width: finite in all 3 layers, variance 1.0 at the last';
  const lost = armMeasurement({
    status: 'diverged',
    failure: { kind: 'overflow', layer: 3, step: 0 },
    loss: null,
    replicasFinite: 0,
  });

  it('follows what holds at infinite width', () => {
    expect(judged({ survival: counted(72) }).theory).toBe(
      `${finite}; at width 64, 14 % of 512 networks drawn (95 %: 11–17 %) overflow before the first step.`,
    );
    expect(judged({ survival: foreseenSurvival('finite', 256) }).theory).toBe(
      `${finite}; at width 256, by leading order, at least 99 % of networks survive.`,
    );
    const overflow = predictionOf({ overflowLayer: 9 });
    expect(judged({ start: lost, now: lost, step: 0, prediction: overflow, survival: counted(512) }).theory).toBe(
      'At infinite width the largest input leaves float32 at layer 9; at width 64, all 512 networks drawn overflow before the first step.',
    );
  });

  it('names finite width as the cause where an arm is lost that infinite width keeps', () => {
    expect(judged({ start: lost, now: lost, step: 0, survival: counted(72) }).theory).toBe(
      `${finite}. Its finite width broke it: at width 64, 14 % of 512 networks drawn (95 %: 11–17 %) overflow before the first step.`,
    );
    expect(judged({ start: lost, now: lost, step: 0 }).theory).toBe(`${finite}. Its finite width broke it.`);
    expect(judged({ start: lost, now: lost, step: 0, survival: counted(0) }).theory).toContain(
      'Its finite width broke it, though at width 64, none of 512',
    );
  });

  it('names it too where some of several networks are lost, or one vanished', () => {
    const some = armMeasurement({ replicasFinite: 50, failure: { kind: 'overflow', layer: 3, step: 0 } });
    expect(judged({ start: some, now: some, replicas: 64, survival: counted(72) }).theory).toBe(
      `${finite}. Finite width broke what was lost before the first step: at width 64, 14 % of 512 networks drawn (95 %: 11–17 %) overflow before the first step.`,
    );
    const start = armMeasurement({ variance: [0.1, 1e-10, 1e-40] });
    expect(judged({ start, survival: counted(250, 256) }).theory).toMatch(
      /^At infinite width it is 1\.0 at layer 3\. Its finite width broke it: at width 64, 49 % .* overflow and 50 % .* vanish/,
    );
  });

  it('blames neither width nor theory for what training did, nor width for what infinite width does too', () => {
    const trained = armMeasurement({ status: 'diverged', failure: { kind: 'overflow', layer: 3, step: 7 }, loss: 1 });
    expect(judged({ now: trained, survival: counted(72) }).theory).toBe(
      'At infinite width every layer is finite at initialisation, as it was here: it was training that broke it.',
    );
    const start = armMeasurement({ variance: [0.1, 1e-10, 1e-40] });
    const prediction = predictionOf({ varianceLog10: [-1, -10, -39] });
    expect(judged({ start, prediction, survival: counted(0, 512) }).theory).toBe(
      'At infinite width it is 1.0·10⁻³⁹ at layer 3; at width 64, all 512 networks drawn vanish before the first step.',
    );
    // The loss has the square of the output: 10^70 is beyond it at any width.
    const loud = predictionOf({ varianceLog10: [0, 1, 70] });
    expect(judged({ start: lost, now: lost, step: 0, prediction: loud }).theory).not.toContain('Its finite width');
  });
});

describe('before anything is measured', () => {
  it('what could not be built is no longer being built', () => {
    expect(judged({ start: null, now: null, unbuilt: true }).text).toBe('RePU(2) could not be built.');
  });

  it('theory speaks alone', () => {
    const said = judged({ start: null, now: null, prediction: predictionOf({ overflowLayer: 4 }) });
    expect(said).toMatchObject({
      outcome: 'open',
      text: 'RePU(2) is being built.',
      theory: 'At infinite width the largest input leaves float32 at layer 4.',
    });
  });
});

it('never shows NaN, Infinity, null or undefined, whatever was measured', () => {
  const variance = fc.array(fc.oneof(fc.constant(null), fc.constant(0), fc.double({ min: 0, noNaN: true })), {
    minLength: 1,
    maxLength: 5,
  });
  const measurement = fc.record({
    status: fc.constantFrom('ready', 'training', 'diverged', 'finished'),
    failure: fc.option(
      fc.record({ kind: fc.constant('overflow' as const), layer: fc.integer({ min: 1, max: 64 }), step: fc.nat() }),
    ),
    learned: fc.boolean(),
    loss: fc.option(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })),
    variance,
    metrics: fc.record(
      { relativeL2: fc.double({ min: 0, noNaN: true }), testLoss: fc.double({ min: 0, noNaN: true }) },
      { requiredKeys: [] },
    ),
    replicasFinite: fc.nat(64),
    replicasVanished: fc.nat(64),
  });
  const log10s = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      measurement,
      measurement,
      log10s,
      fc.nat(),
      fc.option(fc.double({ min: 0, noNaN: true })),
      fc.option(fc.tuple(fc.nat(256), fc.nat(256))),
      (start, now, varianceLog10, step, lowestLoss, lost) => {
        const said = judged({
          start: armMeasurement(start as object),
          now: armMeasurement(now as object),
          step,
          replicas: 64,
          lowestLoss,
          prediction: predictionOf({ varianceLog10 }),
          survival:
            lost && countedSurvival({ networks: 512, overflowed: lost[0], vanished: lost[1], largest: null }, 64),
        });
        expect(`${said.text} ${said.behind}`).not.toMatch(/NaN|Infinity|null|undefined/);
      },
    ),
    { numRuns: 2000 },
  );
});

it('writes whole numbers with thin spaces', () => {
  expect([0, 999, 1000, 1234567.4].map(count)).toEqual(['0', '999', '1\u202f000', '1\u202f234\u202f567']);
});
