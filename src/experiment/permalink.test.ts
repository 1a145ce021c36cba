import { beforeAll, describe, expect, it } from 'vitest';
import { loadFormulas } from '../activations/loadFormulas.ts';
import { TASKS } from '../tasks/catalogue.ts';
import { DEFAULT_DISPLAY, DEFAULT_EXPERIMENT, defaultArm } from './defaults.ts';
import { needsRestart, parseFragment, serialise } from './permalink.ts';
import { STORY } from './story.ts';

const parsed = (fragment: string) => parseFragment(fragment).experiment;
const sentences = (fragment: string) => parseFragment(fragment).rejected.map(({ sentence }) => sentence);
const repu = defaultArm('repu.2');

describe('an empty permalink', () => {
  it.each(['', '#', '&', '#&&'])('“%s” is the default experiment, which is written as nothing', (fragment) => {
    expect(parseFragment(fragment)).toEqual({
      experiment: {
        arms: [repu, defaultArm('mrepu.2')],
        task: { name: 'polynomial', settings: { basis: 'monomial', degree: 3, noise: 0, sobolev: 0 } },
        depth: 10,
        width: 64,
        batch: 'full',
        optimizer: 'adam',
        learningRate: 0.001,
        seed: 1,
        replicas: 1,
        steps: 2000,
        engine: 'auto',
      },
      display: {
        play: true,
        theme: 'auto',
        view: 'full',
        story: null,
        panels: null,
        controls: 'play',
        scale: 'fate',
        derivative: 0,
        strip: null,
        mapx: null,
        mapy: null,
        mapsteps: 200,
      },
      rejected: [],
    });
    expect(serialise(DEFAULT_EXPERIMENT, DEFAULT_DISPLAY)).toBe('');
  });
});

describe('every key', () => {
  it('is read', () => {
    const fragment =
      '#task=sine&freq=2.5&noise=0.1&depth=20&width=128&batch=32&opt=momentum&lr=1e-4&seed=7&replicas=8&steps=0' +
      '&engine=tfjs-wasm&play=0&theme=dark&view=talk&story=3&panels=loss_variance&controls=all&scale=log&derivative=2&strip=lr_k1.2&mapx=lr_1e-5_0.1_8_log&mapy=a_-1_2.5_4_linear&mapsteps=50&arm=tanh&arm=gelu_init.custom_cw.1.5_cb.0.1_k1.0.5';
    expect(parseFragment(fragment)).toEqual({
      experiment: {
        arms: [defaultArm('tanh'), { activation: 'gelu', init: 'custom', cw: 1.5, cb: 0.1, k1: 0.5 }],
        task: { name: 'sine', settings: { freq: 2.5, noise: 0.1, sobolev: 0 } },
        depth: 20,
        width: 128,
        batch: 32,
        optimizer: 'momentum',
        learningRate: 1e-4,
        seed: 7,
        replicas: 8,
        steps: 0,
        engine: 'tfjs-wasm',
      },
      display: {
        play: false,
        theme: 'dark',
        view: 'talk',
        story: 3,
        panels: ['loss', 'variance'],
        controls: 'all',
        scale: 'log',
        derivative: 2,
        strip: ['lr', 'k1.2'],
        mapx: { key: 'lr', from: 1e-5, to: 0.1, cells: 8, log: true },
        mapy: { key: 'a', from: -1, to: 2.5, cells: 4, log: false },
        mapsteps: 50,
      },
      rejected: [],
    });
  });

  it('of a task is a name that no other key has', () => {
    const general = [
      'arm',
      'task',
      'depth',
      'width',
      'batch',
      'opt',
      'lr',
      'seed',
      'replicas',
      'steps',
      'engine',
      'play',
      'theme',
      'view',
      'story',
      'panels',
      'controls',
      'scale',
      'derivative',
      'strip',
      'mapx',
      'mapy',
      'mapsteps',
    ];
    for (const { keys } of TASKS) for (const key of Object.keys(keys)) expect(general).not.toContain(key);
  });

  it.each([
    [
      'task=Sine',
      `task=Sine cannot be used: task is one of ${TASKS.map(({ name }) => name).join(', ')}. Used instead: polynomial.`,
    ],
    ['degree=11', 'degree=11 cannot be used: degree is a whole number from 1 to 10. Used instead: 3.'],
    ['task=sine&freq=0', 'freq=0 cannot be used: freq is a number from 1 to 10. Used instead: 1.'],
    ['noise=1.5', 'noise=1.5 cannot be used: noise is a number from 0 to 1. Used instead: 0.'],
    ['depth=65', 'depth=65 cannot be used: depth is a whole number from 2 to 64. Used instead: 10.'],
    ['depth=2.5', 'depth=2.5 cannot be used: depth is a whole number from 2 to 64. Used instead: 10.'],
    ['depth', 'depth= cannot be used: depth is a whole number from 2 to 64. Used instead: 10.'],
    ['width=+64', 'width=+64 cannot be used: width is a whole number from 4 to 512. Used instead: 64.'],
    ['batch=0', 'batch=0 cannot be used: batch is full, or a whole number from 1 to 4096. Used instead: full.'],
    ['opt=Adam', 'opt=Adam cannot be used: opt is one of sgd, momentum, adam. Used instead: adam.'],
    ['lr=1e-7', 'lr=1e-7 cannot be used: lr is a number from 0.000001 to 10. Used instead: 0.001.'],
    [
      'seed=4294967296',
      'seed=4294967296 cannot be used: seed is a whole number from 0 to 4294967295. Used instead: 1.',
    ],
    ['replicas=0', 'replicas=0 cannot be used: replicas is a whole number from 1 to 64. Used instead: 1.'],
    ['steps=0x10', 'steps=0x10 cannot be used: steps is a whole number from 0 to 1000000. Used instead: 2000.'],
    ['play=yes', 'play=yes cannot be used: play is 0 or 1. Used instead: 1.'],
    [
      'engine=cuda',
      'engine=cuda cannot be used: engine is one of auto, fused, fused-wasm, tfjs-webgpu, tfjs-wasm, tfjs-cpu. Used instead: auto.',
    ],
    ['theme=Dark', 'theme=Dark cannot be used: theme is one of auto, light, dark. Used instead: auto.'],
    ['task=sine&degree=2', 'degree=2 cannot be used: degree goes with task=polynomial only. It was ignored.'],
    ['story=10', 'story=10 cannot be used: story is a whole number from 1 to 9. Used instead: none.'],
    ['view=poster', 'view=poster cannot be used: view is one of full, embed, talk. Used instead: full.'],
    [
      'panels=loss_loss',
      'panels=loss_loss cannot be used: panels is one or more of variance, loss, fit, metric, gradient, susceptibility, ' +
        'kernel, criticality, phase, history, map, distribution, correlation, tangent, each once, joined by _. Used instead: the view’s own.',
    ],
    ...[
      'cw_0.1_10_16',
      'cw_10_0.1_16_log',
      'cb_0_1_16_log',
      'cw_0.1_1e4_16_log',
      'depth_2_8.5_3_linear',
      'lr_0.1_1_65_log',
      'z_0_1_2_log',
    ].map((axis): [string, string] => [
      `mapx=${axis}`,
      `mapx=${axis} cannot be used: mapx is key_from_to_cells_scale, like cw_0.1_10_16_log: from less than to, 1 to 64 cells, linear or log (above 0), key one of cw, cb, k1, lr, skip, a, b, c, d, depth, width. Used instead: the default.`,
    ]),
    ['mapsteps=10001', 'mapsteps=10001 cannot be used: mapsteps is a whole number from 0 to 10000. Used instead: 200.'],
    ['derivative=3', 'derivative=3 cannot be used: derivative is a whole number from 0 to 2. Used instead: 0.'],
    ['scale=linear', 'scale=linear cannot be used: scale is one of fate, log. Used instead: fate.'],
    ['controls=some', 'controls=some cannot be used: controls is one of none, play, all. Used instead: play.'],
    ['seed=%zz', 'seed=%zz cannot be used: seed is a whole number from 0 to 4294967295. Used instead: 1.'],
    [
      'Depth=3',
      'Depth=3 cannot be used: the keys are arm, task, degree, basis, noise, sobolev, freq, rises, variables, ' +
        'power1, power2, power3, power4, power5, points, weight, train, rows, ' +
        'test, depth, width, batch, opt, lr, seed, replicas, steps, engine, play, theme, view, story, panels, controls, scale, derivative, strip, mapx, mapy, mapsteps. It was ignored.',
    ],
  ])('with a value that cannot be used says so: %s', (fragment, sentence) => {
    expect(sentences(fragment)).toEqual([sentence]);
  });

  it('given twice counts once, the first time, and says so', () => {
    const { experiment, rejected } = parseFragment('depth=4&depth=5&depth=4');
    expect(experiment.depth).toBe(4);
    expect(rejected.map(({ sentence }) => sentence)).toEqual([
      'depth=5 cannot be used: depth may be given once, and the first counts. Used instead: 4.',
      'depth=4 cannot be used: depth may be given once, and the first counts. Used instead: 4.',
    ]);
  });

  it('is quoted whole in the notice and shortened in the sentence when very long', () => {
    const [notice] = parseFragment(`seed=${'9'.repeat(500)}`).rejected;
    expect(notice?.value).toHaveLength(500);
    expect(notice?.sentence).toContain(`seed=${'9'.repeat(60)}… cannot be used`);
  });
});

describe('arms', () => {
  it.each([
    'arm=repu.2_init.he_k1.0.5',
    'arm=repu(2);init=he;k1=0.5',
    'arm=repu%282%29%3Binit%3Dhe%3Bk1%3D0.5',
    'arm=repu.2_k1.0.5_init.he',
    'arm=repu(2.0);k1=5e-1;init=he',
  ])('read the same from every form: %s', (fragment) => {
    expect(parseFragment(fragment)).toMatchObject({
      experiment: { arms: [{ ...repu, init: 'he', k1: 0.5 }] },
      rejected: [],
    });
    expect(serialise(parsed(fragment), DEFAULT_DISPLAY)).toBe('arm=repu.2_init.he_k1.0.5');
  });

  it('stand in the order given, and may be the same', () => {
    expect(parsed('arm=relu&arm=repu.2&arm=relu').arms).toEqual([defaultArm('relu'), repu, defaultArm('relu')]);
  });

  it('at a custom initialisation without numbers have C_W = 1 and C_b = 0', () => {
    expect(parsed('arm=relu_init.custom').arms).toEqual([{ ...defaultArm('relu'), init: 'custom', cw: 1, cb: 0 }]);
  });

  it.each([
    ['repu.6', 'repu takes a whole number from 1 to 5, as in repu.2', 'Used instead: repu.2 and mrepu.2.'],
    ['repu', 'repu takes a whole number from 1 to 5, as in repu.2', 'Used instead: repu.2 and mrepu.2.'],
    ['tanh.1', 'tanh takes no parameter', 'Used instead: repu.2 and mrepu.2.'],
    [
      'maxout',
      'an activation is one of repu.2, mrepu.2, relu, leaky-relu.0.01, tanh, sin, erf, sigmoid, softplus, gelu, silu, elu, linear, shifted-mrepu.0.75, swish.1.5, mish, hard-swish, selu, squareplus, atan, softsign, snake.1, gaussian, step, or formula: and one of your own',
      'Used instead: repu.2 and mrepu.2.',
    ],
    ['repu.2_init.kaiming', 'init is one of critical, best, he, lecun, xavier, custom, exact', 'Used instead: repu.2.'],
    ['repu.2_init.he_cw.2', 'cw goes with init.custom only', 'Used instead: repu.2_init.he.'],
    ['repu.2_cb.0', 'cb goes with init.custom only', 'Used instead: repu.2.'],
    ['repu.2_init.custom_cw.0', 'cw is a number from 0.000001 to 1000', 'Used instead: repu.2_init.custom.'],
    ['repu.2_init.custom_cb.1001', 'cb is a number from 0 to 1000', 'Used instead: repu.2_init.custom.'],
    ['repu.2_k1.1e-13', 'k1 is a number from 1e-12 to 1000000', 'Used instead: repu.2.'],
    [
      'repu.2_init.custom_cb.0.5_k1.0.5',
      'k1 is greater than C_b, which is 0.5',
      'Used instead: repu.2_init.custom_cb.0.5.',
    ],
    ['repu.2_skip.2.1', 'skip is a number from 0 to 2', 'Used instead: repu.2.'],
    ['repu.2_norm.batch', 'norm is one of none, rms, layer', 'Used instead: repu.2.'],
    ['repu.2_skip.1_weights.haar', 'weights is one of gaussian, orthogonal', 'Used instead: repu.2_skip.1.'],
    ['repu.2_k1.1_k1.2', 'k1 may be given once, and the first counts', 'Used instead: repu.2_k1.1.'],
    [
      'repu.2_lr.1',
      'an activation is followed by init, cw, cb, k1, skip, norm, weights, each with its value',
      'Used instead: repu.2.',
    ],
  ])('that cannot be used whole say so: %s', (arm, allowed, consequence) => {
    expect(sentences(`arm=${arm}`)).toEqual([`arm=${arm} cannot be used: ${allowed}. ${consequence}`]);
  });

  it('have kinds of layers, defaults left out whatever is written', () => {
    const { experiment, display, rejected } = parseFragment(
      'arm=tanh;skip=1;norm=rms&arm=relu_skip.0_norm.none_weights.gaussian',
    );
    expect(rejected).toEqual([]);
    expect(experiment.arms).toEqual([{ ...defaultArm('tanh'), skip: 1, norm: 'rms' }, defaultArm('relu')]);
    expect(serialise(experiment, display)).toBe('arm=tanh_skip.1_norm.rms&arm=relu');
  });

  it('go without normalisation where an equation is asked for, which a notice says', () => {
    const link = 'task=poisson&arm=tanh_skip.1_norm.layer';
    expect(parseFragment(link).experiment.arms).toEqual([{ ...defaultArm('tanh'), skip: 1 }]);
    expect(sentences(link)).toEqual([
      'arm=tanh_skip.1_norm.layer cannot be used: norm goes with tasks that are no equation, and sobolev 0, since derivatives are not carried through it. Used instead: tanh_skip.1.',
    ]);
  });

  it('go without normalisation where slopes are learnt too, which a notice says, and without a K_1 that goes with it alone', () => {
    const allowed =
      'norm goes with tasks that are no equation, and sobolev 0, since derivatives are not carried through it';
    expect(sentences('sobolev=0.1&arm=tanh_skip.1_norm.layer')).toEqual([
      `arm=tanh_skip.1_norm.layer cannot be used: ${allowed}. Used instead: tanh_skip.1.`,
    ]);
    expect(sentences('sobolev=0&arm=tanh_skip.1_norm.layer')).toEqual([]);
    const [first, second, ...others] = sentences('task=sine&sobolev=1&arm=gelu_norm.rms_k1.0.1');
    expect(first).toBe(`arm=gelu_norm.rms_k1.0.1 cannot be used: ${allowed}. Used instead: gelu.`);
    expect(second).toMatch(/k1 is greater than C_b, which is 0\.17.* Used instead: gelu\.$/);
    expect(others).toEqual([]);
    expect(parsed('task=sine&sobolev=1&arm=gelu_norm.rms_k1.0.1').arms).toEqual([defaultArm('gelu')]);
  });

  it('with K_1 below the C_b of a half-stable critical point say so', () => {
    expect(sentences('arm=gelu_k1.0.1')[0]).toMatch(
      /^arm=gelu_k1\.0\.1 cannot be used: k1 is greater than C_b, which is 0\.17/,
    );
    expect(parseFragment('arm=gelu_k1.0.2').rejected).toEqual([]);
  });

  it('that mean nothing are left out when others stand', () => {
    const { experiment, rejected } = parseFragment('arm=maxout&arm=relu');
    expect(experiment.arms).toEqual([defaultArm('relu')]);
    expect(rejected.map(({ key, value, used }) => [key, value, used])).toEqual([['arm', 'maxout', null]]);
  });

  it('after the fourth are left out, each with a notice', () => {
    const fragment = 'arm=relu&arm=tanh&arm=sin&arm=erf&arm=gelu&arm=silu';
    expect(parsed(fragment).arms.map(({ activation }) => activation)).toEqual(['relu', 'tanh', 'sin', 'erf']);
    expect(sentences(fragment)).toEqual([
      'arm=gelu cannot be used: there are at most 4 arms. It was ignored.',
      'arm=silu cannot be used: there are at most 4 arms. It was ignored.',
    ]);
  });
});

describe('a step of the story', () => {
  beforeAll(loadFormulas);

  it.each(STORY.map(({ fragment }, index) => ({ fragment, step: index + 1 })))(
    'decides the experiment, and is all that the permalink says: story=$step',
    ({ fragment, step }) => {
      const { experiment, display, rejected } = parseFragment(`story=${step}`);
      expect({ experiment, rejected }).toEqual({ experiment: parsed(fragment), rejected: [] });
      expect(display).toEqual({ ...DEFAULT_DISPLAY, story: step });
      expect(serialise(experiment, display)).toBe(`story=${step}`);
    },
  );

  it('lies under what else the fragment says, whatever the order', () => {
    const told = parsed('story=6');
    expect(told.depth).toBe(16);
    const { experiment, display } = parseFragment('depth=12&story=6&width=32');
    expect(experiment).toEqual({ ...told, depth: 12, width: 32 });
    expect(serialise(experiment, display)).toBe('story=6&depth=12&width=32');
  });

  it('says what is a default and no default of the step', () => {
    const { experiment, display } = parseFragment('story=6&depth=10&arm=repu.2&arm=mrepu.2');
    expect(serialise(experiment, display)).toBe('story=6&arm=repu.2&arm=mrepu.2&depth=10');
  });
});

describe('needsRestart', () => {
  it('is so for every field but the step limit', () => {
    const changes = {
      arms: [repu],
      task: { name: 'polynomial', settings: { basis: 'monomial', degree: 3, noise: 0.1, sobolev: 0 } },
      depth: 11,
      width: 65,
      batch: 128,
      optimizer: 'sgd',
      learningRate: 0.01,
      seed: 2,
      replicas: 2,
      engine: 'tfjs-cpu',
    } as const;
    for (const [field, value] of Object.entries(changes)) {
      expect(needsRestart(DEFAULT_EXPERIMENT, { ...DEFAULT_EXPERIMENT, [field]: value }), field).toBe(true);
    }
    expect(Object.keys(changes).sort()).toEqual(
      Object.keys(DEFAULT_EXPERIMENT)
        .filter((k) => k !== 'steps')
        .sort(),
    );
    expect(needsRestart(DEFAULT_EXPERIMENT, { ...DEFAULT_EXPERIMENT, steps: 5 })).toBe(false);
    expect(needsRestart(DEFAULT_EXPERIMENT, structuredClone(DEFAULT_EXPERIMENT))).toBe(false);
  });
});

describe('on top of a present state', () => {
  const base = parseFragment('arm=tanh_k1.0.2&arm=relu&task=sine&freq=3&noise=0.1&depth=20&seed=5&theme=dark');

  it('an empty fragment changes nothing', () => {
    expect(parseFragment('', base)).toEqual(base);
  });

  it('changes the keys it names alone; any arm replaces all', () => {
    const { experiment, display } = parseFragment('arm=gelu&depth=7&freq=2', base);
    expect(experiment.arms).toEqual([defaultArm('gelu')]);
    expect(experiment).toMatchObject({ depth: 7, seed: 5, task: { name: 'sine', settings: { freq: 2, noise: 0.1 } } });
    expect(display.theme).toBe('dark');
  });

  it('a step of the story takes the place of the experiment, and stays where it is not named', () => {
    const told = parseFragment('story=3', base);
    expect(told.experiment).toEqual(parsed('story=3'));
    expect(parseFragment('depth=5', told).display.story).toBe(3);
    expect(parseFragment('depth=5', told).experiment).toEqual({ ...told.experiment, depth: 5 });
  });

  it('another task starts at its own defaults', () => {
    expect(parseFragment('task=step', base).experiment.task).toEqual({
      name: 'step',
      settings: { rises: 1, noise: 0 },
    });
  });

  it('a bad value is named, and what was there stands', () => {
    const { experiment, rejected } = parseFragment('depth=1000', base);
    expect(experiment).toEqual(base.experiment);
    expect(rejected[0]?.sentence).toContain('Used instead: 20.');
  });
});
