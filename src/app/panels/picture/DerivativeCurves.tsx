import { useMemo } from 'react';
import { describeField } from '../../../charts/field/describe.ts';
import { describeFit } from '../../../charts/fit/describe.ts';
import { FitChart } from '../../../charts/fit/FitChart.tsx';
import type { FitArm } from '../../../charts/fit/types.ts';
import { capitalised } from '../../../lib/capitalised.ts';
import type { Size } from '../../layout/useSize.ts';
import { useTextSize } from '../../views/textSize.ts';
import { useSteady } from '../useSteady.ts';
import {
  DERIVATIVE_NAMES,
  derivativeAt,
  derivativeDomain,
  type Order,
  SYMBOLS,
  targetDerivative,
} from './derivative.ts';
import type { Pictured } from './pictured.ts';
import { gridInputs } from './values.ts';

/** From what networks see to what people read. */
export interface Units {
  readonly x: (value: number) => number;
  /** Of the derivative of that order. */
  readonly factor: (order: Order) => number;
  readonly xName: string;
  readonly yName: string;
}

interface DerivativeCurvesProps {
  readonly pictured: Pictured;
  readonly order: Order;
  /** Of a computed task they are the numbers themselves. */
  readonly units?: Units;
  readonly size: Size;
}

/** u′ or u″ of every arm over one input, and the target's own where it is known. */
export function DerivativeCurves({ pictured, order, units, size }: DerivativeCurvesProps) {
  const textSize = useTextSize();
  const { data, arms, run, derived } = pictured;
  const x = useMemo(() => {
    const points = gridInputs(data);
    return units ? Array.from(points, units.x) : points;
  }, [data, units]);
  const own = useMemo(() => targetDerivative(data, order), [data, order]);
  const factor = units?.factor(order) ?? 1;
  const drawn = (derived ? arms : [])
    .filter(({ carried }) => carried)
    .map(({ slot, label, derivatives }): FitArm => {
      const values = derivatives && derivativeAt(data, derivatives, order);
      return { slot, label, outputs: values && factor !== 1 ? values.map((value) => factor * value) : values };
    });
  const domain = useSteady(`${run}${order}`, (previous) =>
    derivativeDomain(
      own,
      drawn.map(({ outputs }) => outputs),
      previous,
    ),
  );
  const target = own ? { x, y: own } : NONE;
  const name = DERIVATIVE_NAMES[order];
  return (
    <FitChart
      {...size}
      textSize={textSize}
      title={capitalised(name)}
      description={
        own
          ? describeFit({ target, inputs: x, arms: drawn, targetName: `target’s ${name}` })
          : drawn.map(({ label, outputs }) => describeField(`${capitalised(name)} of ${label}`, outputs)).join(' ')
      }
      target={target}
      data={null}
      inputs={x}
      arms={drawn}
      domain={domain}
      xName={units?.xName ?? 'input x'}
      yName={units ? `${name} of ${units.yName}` : `${name} ${SYMBOLS[order][0]}`}
    />
  );
}

const NONE = { x: [], y: [] };
