import { PhaseLegend } from '../../../charts/phaseMap/PhaseLegend.tsx';
import { armScope } from '../../controls/ArmMarker.tsx';
import { Maths } from '../../controls/Maths.tsx';
import { Term } from '../../controls/Term.tsx';
import { useSize } from '../../layout/useSize.ts';
import { useLab } from '../../store/LabContext.tsx';
import { useTextSize } from '../../views/textSize.ts';
import { useSurvival } from '../useSurvival.ts';
import { ArmMap, BiasSwitch } from './ArmMap.tsx';
import { lookForPhase } from './lookFor.ts';
import { phaseSaying, phaseViews } from './phaseView.ts';

const HOW =
  'The map is drawn at infinite width, where the largest of the observed inputs decides: it overflows where its |z| passes 1e38, and vanishes where its K falls below a millionth of its K_1. Each map holds the C_b of its arm. Networks of finite width fluctuate round it. How many survive at the point is theory’s word where leading order in 1/n leaves no doubt; elsewhere networks are drawn as at initialisation and counted by the same rule, all layers and the largest inputs, a loss beyond float32 counting as overflow.';

/** Which initialisations survive, arm by arm on one scale; the present one can be dragged. */
export function PhasePanel() {
  const textSize = useTextSize();
  const experiment = useLab((state) => state.experiment);
  const views = phaseViews(experiment);
  const [target, size] = useSize<HTMLDivElement>();
  const survival = useSurvival(experiment);
  const atWidth = survival.map((known) => known?.survivors ?? null);
  const said = views.map((view, arm) => phaseSaying(view, atWidth[arm] ?? null));
  return (
    <article className="phase" aria-labelledby="phase-map">
      <h3 id="phase-map">Phase map</h3>
      <p className="look-for">
        <Maths text={`${lookForPhase(said, experiment.depth)} `} />
        <Term help={HOW}>How it is judged</Term>
      </p>
      <div className="phase-maps columns" data-count={views.length}>
        {views.map((view, arm) => (
          <div key={view.index} className="phase-map" {...armScope(view.slot)}>
            <ArmMap view={view} depth={experiment.depth} atWidth={atWidth[arm] ?? null} />
            <BiasSwitch view={view} />
          </div>
        ))}
      </div>
      <div className="phase-legend" ref={target}>
        {size && <PhaseLegend width={Math.min(size.width, 560)} depth={experiment.depth} textSize={textSize} />}
      </div>
    </article>
  );
}
