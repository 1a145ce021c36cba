/** Headings of the gallery, in their order. */
export const PRESET_GROUPS = [
  'From RePU’s fixed point',
  'From other starts',
  'Many networks, many activations',
  'Maps of networks',
  'Other layers',
  'Other things to learn',
] as const;
export type PresetGroup = (typeof PRESET_GROUPS)[number];

/** Experiments worth a click, as permalinks. */
export interface Preset {
  readonly group: PresetGroup;
  readonly name: string;
  /** What is to be seen there. */
  readonly sentence: string;
  /** Canonical, without `#`. */
  readonly fragment: string;
  /** Which file it wants of the visitor, and where to put it, where it learns their own data. */
  readonly bring?: string;
}

/**
 * K_1 = 2/3 · m with m = 0.33858267506071…, the mean of x² over the 128 points on [-1, 1]: the largest input, x = ±1, then
 * stands on RePU(2)'s fixed point K* = 2/3 to thirteen digits.
 */
const LARGEST_ON_FIXED_POINT = '0.2257217833739';

export const PRESETS: readonly Preset[] = [
  {
    group: 'From RePU’s fixed point',
    name: 'RePU against MRePU',
    sentence:
      'From its fixed point without biases RePU(2) overflows before its first step; from its critical point MRePU(2) learns.',
    fragment: '',
  },
  {
    group: 'From RePU’s fixed point',
    name: 'The double exponential',
    sentence:
      'At infinite width a layer of RePU(2) doubles log K/K*, and one of RePU(3) triples it: above their fixed point K* both leave float32 before layer 10.',
    fragment: 'arm=repu.2_k1.0.8&arm=repu.3_k1.0.8&arm=mrepu.2&depth=12',
  },
  {
    group: 'From RePU’s fixed point',
    name: 'RePU at its largest input on the fixed point',
    sentence:
      'Of 64 networks of RePU(2) whose largest input starts exactly on the unstable fixed point, some explode, some vanish and some do neither in twelve layers; MRePU(2) loses none.',
    fragment: `arm=repu.2_k1.${LARGEST_ON_FIXED_POINT}&arm=mrepu.2&depth=12&lr=0.0001&replicas=64`,
  },
  {
    group: 'From RePU’s fixed point',
    name: 'Ten layers on a knife edge',
    sentence:
      'RePU(2) without biases, K_1 = 0.22, three seeds in a row: 4 vanishes within ten layers, 5 survives them, and 6 explodes.',
    fragment: 'arm=repu.2_k1.0.22&seed=4&replicas=3',
  },
  {
    group: 'From other starts',
    name: 'MRePU beyond its horizon',
    sentence: 'The same MRePU(2) at three input scales: the larger K_1, the fewer layers it passes.',
    fragment: 'arm=mrepu.2_k1.0.0005&arm=mrepu.2_k1.0.03&arm=mrepu.2_k1.0.3&depth=16',
  },
  {
    group: 'From other starts',
    name: 'Biases carry RePU through ten layers',
    sentence:
      'C_b = 0.1 gives RePU(2) a stable fixed point: ten layers survive and learn the cubic, from any of the seeds 1 to 5; what becomes of forty is in the next example.',
    fragment: 'arm=repu.2_init.custom_cw.0.5_cb.0.1_k1.0.2',
  },
  {
    group: 'From other starts',
    name: 'RePU with biases',
    sentence:
      'C_b > 0 gives RePU(2) a stable fixed point: forty layers stay finite, but less than 10⁻³⁰ of the squared gradient reaches the first, and 2,000 steps of Adam learn no more than the mean.',
    fragment: 'arm=repu.2_init.custom_cw.0.5_cb.0.1_k1.0.2&arm=mrepu.2&depth=40',
  },
  {
    group: 'From other starts',
    name: 'RePU at its best start',
    sentence:
      'Ten layers, each from the start that theory finds best for it: RePU(2) learns the cubic, and so does MRePU(2).',
    fragment: 'arm=repu.2_init.best&arm=mrepu.2_init.best',
  },
  {
    group: 'From other starts',
    name: 'The best starts, 64 layers deep',
    sentence:
      'At infinite width RePU(2) leaves less than 10⁻¹¹ of a squared gradient here, from any start where changes of K do not grow: it does not learn the cubic, and MRePU(2) does.',
    fragment: 'arm=repu.2_init.best&arm=mrepu.2_init.best&depth=64&lr=0.00001',
  },
  {
    group: 'Many networks, many activations',
    name: 'Four classes',
    sentence:
      'RePU(2) has no critical point; at infinite width ReLU carries every K through, tanh falls slowly to 0, and MRePU(2) leaves it slowly.',
    fragment: 'arm=repu.2&arm=mrepu.2&arm=relu&arm=tanh',
  },
  {
    group: 'Many networks, many activations',
    name: 'Type your own',
    sentence:
      'A formula as it was typed, with a slider for its letter: z·max(0, z + a)² is MRePU(2) at a = 1 and critical at C_W = a⁻⁴; with a = 4 it learns from a K_1 at which MRePU(2) overflows.',
    fragment: 'arm=formula.z-0-z-a-add-max-2-pow-mul_a.4_k1.0.03_amin.1&arm=mrepu.2_k1.0.03&lr=0.0001',
  },
  {
    group: 'From other starts',
    name: 'Fifty layers, and the learning rate that they take',
    sentence:
      'MRePU(2) learns at depth 50, from a small input scale and at a learning rate of 0.00001; at the usual 0.001 its first step ends it.',
    fragment: 'arm=mrepu.2_k1.0.00001&arm=tanh&depth=50&lr=0.00001',
  },
  {
    group: 'Many networks, many activations',
    name: 'Theory’s band of thirty-two networks',
    sentence:
      'The spread of 32 networks of tanh and ReLU at initialisation, and what theory predicts of it, as far as leading order in 1/width holds.',
    fragment: 'arm=tanh&arm=relu&depth=20&replicas=32&steps=200&play=0',
  },
  {
    group: 'Maps of networks',
    name: 'Every initialisation at once',
    sentence:
      'The map, below the charts: 256 networks of each over C_W and K_1. Without biases not one RePU(2) of ten layers learns: each overflows or vanishes; of MRePU(2) about a quarter learn.',
    fragment: 'width=32&batch=64&mapx=cw_0.01_100_16_log&mapy=k1_0.000001_100_16_log',
  },
  {
    group: 'Maps of networks',
    name: 'No learning rate helps',
    sentence:
      'The map over learning rate and K_1: from its fixed point’s C_W, without biases, no RePU(2) of ten layers learns at any of sixteen rates from 10⁻⁵ to 1; MRePU(2) does at most of them, where K_1 is small.',
    fragment: 'width=32&batch=64&mapx=lr_0.00001_1_16_log&mapy=k1_0.000001_100_16_log',
  },
  {
    group: 'Maps of networks',
    name: 'What biases do',
    sentence:
      'The map of RePU(2) over C_W and C_b: at C_b = 0, its lowest row, no network of ten layers learns; in every row from C_b = 0.1 on several do.',
    fragment: 'arm=repu.2&width=32&batch=64&mapx=cw_0.01_100_16_log&mapy=cb_0_0.5_16_linear',
  },
  {
    group: 'Maps of networks',
    name: 'Twenty layers, from anywhere',
    sentence:
      'The map at depth 20, 256 networks of each over C_W and K_1: without biases no RePU(2) learns, and of MRePU(2) only 4 do, from small K_1 and just below its critical C_W = 1.',
    fragment: 'depth=20&width=32&batch=64&mapx=cw_0.01_100_16_log&mapy=k1_0.000001_100_16_log',
  },
  {
    group: 'Maps of networks',
    name: 'What a skip and a norm do',
    sentence:
      'The map of RePU(2) without biases, ten layers: of 256 plain networks none learns, with a skip 152 do, those of small K_1 and C_W, and behind an RMS norm all do.',
    fragment:
      'arm=repu.2&arm=repu.2_skip.1&arm=repu.2_init.lecun_norm.rms&width=32&batch=64&mapx=cw_0.01_100_16_log&mapy=k1_0.000001_100_16_log',
  },
  {
    group: 'Maps of networks',
    name: 'The edge of trainability',
    sentence:
      'The map of tanh, thirty layers: 82 of 256 learn, most of them in a strip of C_W around the critical 1; left of it the signal vanishes, and right of it networks learn no more than the mean.',
    fragment: 'arm=tanh&depth=30&width=32&batch=64&mapx=cw_0.01_100_16_log&mapy=k1_0.000001_100_16_log',
  },
  {
    group: 'Other layers',
    name: 'Does a skip save RePU?',
    sentence:
      'With residual connections K = 0 is critical for RePU(2), whatever C_W: from a small K_1 it passes twenty layers and learns the cubic, where the plain network overflows before its first step.',
    fragment: 'arm=repu.2&arm=repu.2_skip.1&depth=20',
  },
  {
    group: 'Other layers',
    name: 'Does normalisation?',
    sentence:
      'An RMS norm keeps the signal of RePU(2) level through forty layers, while its squared gradient grows 4/3-fold a layer at infinite width (#1); where C_b is half of C_W it stays level too (#2).',
    fragment: 'arm=repu.2_init.lecun_norm.rms&arm=repu.2_norm.rms&depth=40&lr=0.0001',
  },
  {
    group: 'Other layers',
    name: 'Orthogonal weights keep the band narrow',
    sentence:
      'Of 64 networks of tanh, thirty layers deep and 32 neurons wide, those with orthogonal weights differ in their variance at layer 20 by a twentieth of it, those with Gaussian weights by more than half.',
    fragment: 'arm=tanh_weights.orthogonal&arm=tanh&depth=30&width=32&replicas=64&play=0&scale=log',
  },
  {
    group: 'Other layers',
    name: 'A residual network that reads digits',
    sentence:
      'Twenty layers of RePU(2): plain, from its fixed point, it overflows before its first step, with a skip it reads fewer than seven of ten held-out digits, with an RMS norm too more than nine of ten, as MRePU(2) does.',
    fragment:
      'arm=repu.2&arm=repu.2_skip.1&arm=repu.2_skip.1_norm.rms&arm=mrepu.2_skip.1_norm.rms&task=digits&depth=20&batch=64&lr=0.0003&steps=1000',
  },
  {
    group: 'Other layers',
    name: 'Digits with and without a skip',
    sentence:
      'ReLU and MRePU(2), twenty layers deep, each from its best start: with a skip both read more held-out digits after 500 steps than without.',
    fragment:
      'arm=relu_init.best&arm=relu_init.best_skip.1&arm=mrepu.2_init.best&arm=mrepu.2_init.best_skip.1&task=digits&depth=20&batch=64&lr=0.0001&steps=500',
  },
  {
    group: 'Other things to learn',
    name: 'Colour images in residual layers',
    sentence:
      'Bring CIFAR-10’s binary files under learn, Your own data: RePU(2), MRePU(2) and ReLU with a skip and an RMS norm train on its colour images, twenty layers deep, beside a plain ReLU.',
    fragment:
      'arm=repu.2_skip.1_norm.rms&arm=mrepu.2_skip.1_norm.rms&arm=relu_skip.1_norm.rms&arm=relu&task=own&depth=20&batch=64&lr=0.0003&steps=1000',
    bring:
      'This example is for CIFAR-10’s colour images. Get the binary version (cifar-10-binary.tar.gz) from www.cs.toronto.edu/~kriz/cifar.html, unpack it, and drop its folder on the page, or open Your own data under learn and choose the files data_batch_1.bin to data_batch_5.bin and test_batch.bin.',
  },
  {
    group: 'Other things to learn',
    name: 'Two spirals',
    sentence: 'ReLU and MRePU(2) both tell more than nine of ten held-out points of two spirals apart.',
    fragment: 'arm=relu&arm=mrepu.2&task=spirals&depth=6&batch=64',
  },
  {
    group: 'Other things to learn',
    name: 'Exact from the start',
    sentence:
      'MRePU(2) with weights written down by formula is the product x₁x₂ to float32’s last digits before any step (#1); from its best random start it comes nearer by training, and is not there after 300 steps.',
    fragment: 'arm=mrepu.2_init.exact&arm=mrepu.2_init.best&task=monomial&variables=2&depth=4&width=16&play=0',
  },
  {
    group: 'Other things to learn',
    name: 'A product, and points held out',
    sentence:
      'Three variables multiplied, four layers from the best starts: after 2,000 steps the test loss (dashed) of RePU(2) and of MRePU(2) is below a tenth of ReLU’s and of tanh’s.',
    fragment:
      'arm=repu.2_init.best&arm=mrepu.2_init.best&arm=relu_init.best&arm=tanh_init.best&task=monomial&depth=4&width=32&batch=64',
  },
  {
    group: 'Other things to learn',
    name: 'Slopes that are taught',
    sentence:
      'From values of T₆ with noise and its slopes without, at the weight λ = 0.1, tanh and MRePU(2) learn the slope; ReLU, whose slope is a staircase, stays more than three times as far from it.',
    fragment: 'arm=relu&arm=tanh&arm=mrepu.2&degree=6&basis=chebyshev&noise=0.2&sobolev=0.1&depth=4&derivative=1',
  },
  {
    group: 'Other things to learn',
    name: 'An equation for smooth activations',
    sentence:
      'The Poisson equation needs a second derivative: tanh and MRePU(3) solve it to a percent, ReLU, whose second derivative is zero wherever it has one, not at all.',
    fragment: 'arm=relu&arm=mrepu.1&arm=tanh&arm=mrepu.3&task=poisson&freq=2&depth=4',
  },
  {
    group: 'Other things to learn',
    name: 'The Burgers equation',
    sentence:
      'A front forms at x = 0: tanh and MRePU(2) come closer to the solution than ReLU, and each is more than two percent off after 2,000 steps.',
    fragment: 'arm=relu&arm=tanh&arm=mrepu.2&task=burgers&depth=6&batch=64',
  },
  {
    group: 'Other things to learn',
    name: 'Digits, ten layers deep',
    sentence:
      'ReLU and MRePU(2) read about nine of ten held-out digits; RePU(2), on its fixed point without biases, overflows before its first step.',
    fragment: 'arm=relu&arm=repu.2&arm=mrepu.2&task=digits&batch=64&lr=0.0001',
  },
];
