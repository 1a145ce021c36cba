/** The formulas on a criticality card. */
import type { Activation } from '../../../activations/activation.ts';
import { texOf } from '../../../formula/print/tex.ts';
import type { Universality, UniversalityClass } from '../../../theory/critical.ts';
import { type KernelKind, PLAIN } from '../../../theory/layer.ts';
import { noCriticality } from '../../../theory/noCriticality.ts';
import type { FormulaText, SymbolName } from './symbols.ts';

export function definition({ formula }: Activation): FormulaText {
  const tex = texOf(formula);
  const symbols: SymbolName[] = ['sigma', 'z'];
  if (tex.includes('\\Phi')) symbols.push('Phi');
  if (tex.includes('erf')) symbols.push('erf');
  return { tex: `\\sigma(z) = ${tex}`, symbols };
}

/** What the class comes to. */
export function keyFormulas(
  activation: Activation,
  { class: kind, a1 }: Universality,
  layer: KernelKind = PLAIN,
): FormulaText[] {
  switch (kind) {
    case 'scale-invariant':
      return layer.skip === 0
        ? [{ tex: 'K_{l+1} = C_W\\, g(1)\\, K_l', symbols: ['K', 'cw', 'g'] }]
        : [{ tex: 'K_{l+1} = (\\gamma^2 + C_W\\, g(1))\\, K_l', symbols: ['K', 'cw', 'g'] }];
    case 'normalised':
      return [{ tex: '\\chi_\\perp = 1', symbols: ['perpendicular'] }];
    case 'half-stable':
      return [
        { tex: '\\chi_\\parallel(K^*) = \\chi_\\perp(K^*) = 1', symbols: ['parallel', 'perpendicular', 'fixed'] },
      ];
    case 'none':
      return withoutPoint(activation, layer);
    default:
      return atZero(kind, a1);
  }
}

function withoutPoint(activation: Activation, layer: KernelKind): FormulaText[] {
  const reason = noCriticality(activation, layer);
  if (reason?.why !== 'homogeneous' || layer.skip !== 0) {
    return [
      {
        tex: '\\chi_\\parallel(K^*) = \\chi_\\perp(K^*) = 1 \\text{ nowhere}',
        symbols: ['parallel', 'perpendicular', 'fixed'],
      },
    ];
  }
  const { p } = reason;
  return [
    {
      tex: `\\dfrac{\\chi_\\parallel}{\\chi_\\perp} = \\dfrac{2p - 1}{p} = \\dfrac{${2 * p - 1}}{${p}}`,
      symbols: ['parallel', 'perpendicular', 'p'],
    },
    {
      tex: `K_l = K^* \\left(\\tfrac{K_1}{K^*}\\right)^{${p}^{\\,l-1}} \\quad (C_b = 0)`,
      symbols: ['K', 'fixed', 'first', 'cb'],
    },
  ];
}

function atZero(kind: UniversalityClass, a1: number | null): FormulaText[] {
  if (a1 === null) {
    return [{ tex: '\\chi_\\parallel(0) = \\chi_\\perp(0) = 1', symbols: ['parallel', 'perpendicular'] }];
  }
  const map: FormulaText = {
    tex: `K_{l+1} = K_l ${a1 < 0 ? '-' : '+'} |a_1| K_l^2 + \\dots`.replace('+ |a_1|', '+ a_1'),
    symbols: ['K', 'a1'],
  };
  const end: FormulaText = { tex: 'l_{\\max} \\approx \\dfrac{1}{a_1 K_1}', symbols: ['horizon', 'a1', 'first'] };
  return kind === 'unstable' ? [map, end] : [map];
}
