import { memo, useRef } from 'react';
import { describePhaseMap } from '../../../charts/phaseMap/describe.ts';
import { PhaseMap } from '../../../charts/phaseMap/PhaseMap.tsx';
import type { PhasePoint } from '../../../charts/phaseMap/types.ts';
import type { Arm } from '../../../experiment/experiment.ts';
import { Maths } from '../../controls/Maths.tsx';
import { withArm, withBiases, withPhasePoint } from '../../store/edits.ts';
import { useActions, useLab } from '../../store/LabContext.tsx';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import { oneFate } from './oneFate.ts';
import { planeKey } from './phaseGrid.ts';
import type { PhaseView } from './phaseView.ts';
import { usePhaseGrid } from './usePhaseGrid.ts';

interface ArmMapProps {
  readonly view: PhaseView;
  readonly depth: number;
  /** What networks of the experiment's width do at the point; null until it is known. */
  readonly atWidth: string | null;
}

/** The map of one arm, whose point can be dragged. While another arm's is dragged, it stands still. */
export const ArmMap = memo(function ArmMap({ view, depth, atWidth }: ArmMapProps) {
  const textSize = useTextSize();
  const { index, slot, label, plane, point, critical, separatrix } = view;
  const grid = usePhaseGrid(plane);
  const { edit } = useActions();
  const shown = { depth, point, ...(critical && { critical }), ...(atWidth !== null && { atWidth }) };
  const move = (to: PhasePoint) => edit((experiment) => withPhasePoint(experiment, index, to));
  const uniform = grid && oneFate(plane, grid);
  return (
    <>
      <ChartSpace name={`Phase map of ${label}`} stale={false} resetKey={plane.activation}>
        {({ width, height }) =>
          grid && (
            <PhaseMap
              width={width}
              height={height}
              textSize={textSize}
              title={`Phase map of ${label}`}
              description={describePhaseMap({ arm: { slot, label }, grid, ...shown })}
              arm={{ slot, label }}
              grid={grid}
              {...shown}
              {...(separatrix && { separatrix })}
              onDrag={move}
              onDrop={move}
            />
          )
        }
      </ChartSpace>
      {uniform && (
        <p className="one-fate">
          <Maths text={uniform} />
        </p>
      )}
    </>
  );
}, sameMap);

function sameMap(before: ArmMapProps, after: ArmMapProps): boolean {
  const [a, b] = [before.view, after.view];
  return (
    a.index === b.index &&
    a.slot === b.slot &&
    a.point.cw === b.point.cw &&
    a.point.k1 === b.point.k1 &&
    before.atWidth === after.atWidth &&
    planeKey(a.plane) === planeKey(b.plane)
  );
}

/** What the switch gives the biases: RePU then has a stable fixed point for C_W below 1.67. */
const BIAS_VARIANCE = 0.1;

/** The arm with biases and back to what it was. */
export function BiasSwitch({ view: { index, label, plane } }: { readonly view: PhaseView }) {
  const arm = useLab(({ experiment }) => experiment.arms[index]);
  const { edit } = useActions();
  const before = useRef<Arm | null>(null);
  const on = plane.cb > 0;
  const toggle = (wanted: boolean) => {
    if (wanted && arm) before.current = arm;
    const kept = before.current?.activation === arm?.activation ? before.current : null;
    edit((experiment) =>
      wanted
        ? withBiases(experiment, index, BIAS_VARIANCE)
        : kept
          ? withArm(experiment, index, kept)
          : withBiases(experiment, index, 0),
    );
  };
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        aria-label={`Biases of ${label}`}
        aria-checked={on}
        checked={on}
        onChange={(event) => toggle(event.currentTarget.checked)}
      />
      <Maths text={on ? `C_b = ${Number(plane.cb.toPrecision(3))}` : 'C_b > 0'} />
    </label>
  );
}
