import { memo, useMemo, useRef } from 'react';
import { describePhaseMap } from '../../../charts/phaseMap/describe.ts';
import { PhaseLegend } from '../../../charts/phaseMap/PhaseLegend.tsx';
import { PhaseMap } from '../../../charts/phaseMap/PhaseMap.tsx';
import type { PhasePoint } from '../../../charts/phaseMap/types.ts';
import type { Arm } from '../../../experiment/experiment.ts';
import { phaseOutcome } from '../../../theory/phase.ts';
import { armScope } from '../../controls/ArmMarker.tsx';
import { Maths } from '../../controls/Maths.tsx';
import { Term } from '../../controls/Term.tsx';
import { useSize } from '../../layout/useSize.ts';
import { withArm, withBiases, withPhasePoint } from '../../store/edits.ts';
import { useActions, useLab } from '../../store/LabContext.tsx';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import { useSurvival } from '../useSurvival.ts';
import { lookForPhase } from './lookFor.ts';
import { planeKey } from './phaseGrid.ts';
import { type PhaseView, phaseViews } from './phaseView.ts';
import { usePhaseGrid } from './usePhaseGrid.ts';

const HOW =
  'The map is drawn at infinite width, where the largest of the observed inputs decides: it overflows where its |z| passes 1e38, and vanishes where its K falls below a millionth of its K_1. Each map holds the C_b of its arm. Networks of finite width fluctuate round it. How many survive at the point is theory’s word where leading order in 1/n leaves no doubt; elsewhere networks are drawn as at initialisation and counted by the same rule, all layers and the largest inputs, a loss beyond float32 counting as overflow.';

/** Which initialisations survive, arm by arm on one scale; the present one can be dragged. */
export function PhasePanel() {
  const textSize = useTextSize();
  const experiment = useLab((state) => state.experiment);
  const views = useMemo(() => phaseViews(experiment), [experiment]);
  const [target, size] = useSize<HTMLDivElement>();
  const survival = useSurvival(experiment);
  const atWidth = survival.map((known) => known?.survivors ?? null);
  const said = views.map(({ label, plane, point, gradientLog10 }, arm) => ({
    label,
    outcome: phaseOutcome(plane.activation, { ...plane, ...point }),
    atWidth: atWidth[arm] ?? null,
    cb: plane.cb,
    gradientLog10,
  }));
  return (
    <article className="phase" aria-labelledby="phase-map">
      <h3 id="phase-map">Phase map</h3>
      <p className="look-for">
        {lookForPhase(said, experiment.depth)} <Term help={HOW}>How it is judged</Term>
      </p>
      <div className="phase-maps columns" data-count={views.length}>
        {views.map((view, arm) => (
          <ArmMap key={view.slot} view={view} depth={experiment.depth} atWidth={atWidth[arm] ?? null} />
        ))}
      </div>
      <div className="phase-legend" ref={target}>
        {size && <PhaseLegend width={Math.min(size.width, 560)} depth={experiment.depth} textSize={textSize} />}
      </div>
    </article>
  );
}

interface ArmMapProps {
  readonly view: PhaseView;
  readonly depth: number;
  /** What networks of the experiment's width do at the point; null until it is known. */
  readonly atWidth: string | null;
}

/** While one arm's point is dragged, the other maps stand still. */
const ArmMap = memo(function ArmMap({ view, depth, atWidth }: ArmMapProps) {
  const textSize = useTextSize();
  const { index, slot, label, plane, point, critical, separatrix } = view;
  const grid = usePhaseGrid(plane);
  const { edit } = useActions();
  const shown = { depth, point, ...(critical && { critical }), ...(atWidth !== null && { atWidth }) };
  const move = (to: PhasePoint) => edit((experiment) => withPhasePoint(experiment, index, to));
  return (
    <div className="phase-map" {...armScope(slot)}>
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
      <BiasSwitch view={view} />
    </div>
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
function BiasSwitch({ view: { index, label, plane } }: { readonly view: PhaseView }) {
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
