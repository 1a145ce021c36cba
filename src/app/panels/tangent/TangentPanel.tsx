import './tangent.css';
import { memo, useEffect } from 'react';
import { useStore } from 'zustand';
import { describeLayers } from '../../../charts/layers/describe.ts';
import { LayerChart } from '../../../charts/layers/LayerChart.tsx';
import { TANGENT_INPUTS } from '../../../engine/tangent/measure.ts';
import { Maths } from '../../controls/Maths.tsx';
import { Term } from '../../controls/Term.tsx';
import { useLab, usePage } from '../../store/LabContext.tsx';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import { useInView } from '../map/useInView.ts';
import { lookForTangent } from './lookFor.ts';
import { type TangentState, tangentModel } from './model.ts';
import { conditionArms, eigenvalueArms, eigenvalueDomain, eigenvalueName, movedText, tangentFacts } from './view.ts';
import { HOW } from './words.ts';

/** The tangent kernel of a few inputs: its eigenvalues, its conditioning by depth, and how far training has moved it. */
export function TangentPanel() {
  const { store, actions } = usePage();
  const model = tangentModel(store, actions);
  const state = useStore(model.state);
  const [target, seen] = useInView<HTMLElement>();
  useEffect(() => (seen ? model.watch() : undefined), [model, seen]);
  return (
    <article className="tangent" aria-labelledby="tangent-kernel" ref={target}>
      <h3 id="tangent-kernel">Tangent kernel</h3>
      <Charts state={state} />
    </article>
  );
}

/** In a chart of fewer text sizes there is no room for more than the axes' symbols. */
const isNarrow = (width: number, textSize: number): boolean => width < 22 * textSize;

/** Drawn anew only when something has been measured or computed. */
const Charts = memo(function Charts({ state }: { readonly state: TangentState }) {
  const textSize = useTextSize();
  const run = useLab((lab) => lab.run);
  const { experiment, measured } = state;
  const facts = tangentFacts(state);
  const eigenvalues = eigenvalueArms(facts);
  const conditions = conditionArms(facts, experiment.depth);
  const stale = measured !== null && measured.run !== run;
  const moved = facts.flatMap((arm) => movedText(arm) ?? []);
  return (
    <div className="chart">
      <p className="look-for">
        <Maths text={lookForTangent(facts)} />
      </p>
      <div className="tangent-charts">
        <ChartSpace name="Eigenvalues of the tangent kernel" stale={stale} resetKey={experiment}>
          {({ width, height }) => (
            <LayerChart
              width={width}
              height={height}
              textSize={textSize}
              title="Eigenvalues of the tangent kernel"
              description={describeLayers(eigenvalues, 'eigenvalue', 'place')}
              depth={TANGENT_INPUTS}
              arms={eigenvalues}
              domain={eigenvalueDomain(facts)}
              scale="log"
              nameAtLast
              xName={isNarrow(width, textSize) ? 'place' : 'eigenvalue, the largest first'}
              yName={eigenvalueName(facts, isNarrow(width, textSize))}
            />
          )}
        </ChartSpace>
        <ChartSpace name="Conditioning of the tangent kernel" stale={stale} resetKey={experiment}>
          {({ width, height }) => (
            <LayerChart
              width={width}
              height={height}
              textSize={textSize}
              title="Conditioning of the tangent kernel by layer"
              description={describeLayers(conditions, 'λmax/λmin above rounding')}
              depth={experiment.depth}
              arms={conditions}
              scale="log"
              yName={isNarrow(width, textSize) ? 'λmax/λmin of Θ' : 'λmax/λmin of Θ, of those above rounding'}
            />
          )}
        </ChartSpace>
      </div>
      <div className="tangent-moved">
        <Term help={HOW}>Moved by training, of its own size</Term>
        <ul data-stale={stale}>
          {moved.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </div>
    </div>
  );
});
