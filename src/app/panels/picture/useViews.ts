import { useState } from 'react';
import { useActions, useLab } from '../../store/LabContext.tsx';
import { DERIVATIVE_NAMES, type DerivativeName, type Order } from './derivative.ts';

const DERIVATIVES = { slope: 'slope', curvature: 'curvature' } as const satisfies Record<DerivativeName, string>;
const ORDERS: Readonly<Record<string, Order>> = { slope: 1, curvature: 2 };

interface Views<View extends string> {
  readonly views: Readonly<Record<View | DerivativeName, string>>;
  readonly view: View | DerivativeName;
  readonly choose: (view: View | DerivativeName) => void;
  /** Of the derivative that is shown; null: one of the picture's own views. */
  readonly order: Order | null;
}

/**
 * A picture's own views, and behind them slope and curvature, which the permalink holds.
 * @param offered whether there are such two.
 */
export function useViews<View extends string>(
  own: Readonly<Record<View, string>>,
  first: View,
  offered = true,
): Views<View> {
  const [chosen, setChosen] = useState<View>(first);
  const derivative = useLab(({ display }) => display.derivative);
  const { show } = useActions();
  const order = offered && derivative > 0 ? (derivative as Order) : null;
  return {
    views: { ...own, ...(offered && DERIVATIVES) } as Views<View>['views'],
    view: order === null ? chosen : DERIVATIVE_NAMES[order],
    choose: (view) => {
      const next = ORDERS[view] ?? 0;
      if (next === 0) setChosen(view as View);
      if (next !== derivative) show({ derivative: next });
    },
    order,
  };
}
