import './correlation.css';
import { memo, useEffect } from 'react';
import { useStore } from 'zustand';
import { CorrelationChart } from '../../../charts/correlation/CorrelationChart.tsx';
import { CorrelationMap } from '../../../charts/correlation/CorrelationMap.tsx';
import { describeCorrelation, describeCorrelationMap } from '../../../charts/correlation/describe.ts';
import type { PairChoice } from '../../../tasks/pairs.ts';
import { Maths } from '../../controls/Maths.tsx';
import { Term } from '../../controls/Term.tsx';
import { useLab, usePage } from '../../store/LabContext.tsx';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import { useInView } from '../map/useInView.ts';
import { ViewSwitch } from '../picture/ViewSwitch.tsx';
import { lookForCorrelation } from './lookFor.ts';
import { type CorrelationState, correlationModel } from './model.ts';
import { correlationArms, correlationFacts, correlationMapArms, pairText } from './view.ts';
import { HOW } from './words.ts';

const CHOICES: Readonly<Record<PairChoice, string>> = {
  far: 'most distant pair',
  near: 'nearest pair',
  all: 'all pairs’ mean',
};

/** What becomes of two inputs: their correlation by layer, and the map that one layer makes of it. */
export function CorrelationPanel() {
  const { store, actions } = usePage();
  const model = correlationModel(store, actions);
  const state = useStore(model.state);
  const [target, seen] = useInView<HTMLElement>();
  useEffect(() => (seen ? model.watch() : undefined), [model, seen]);
  return (
    <article className="correlation" aria-labelledby="correlation" ref={target}>
      <h3 id="correlation">Two inputs</h3>
      <div className="correlation-choice">
        <ViewSwitch name="Which inputs" views={CHOICES} value={state.choice} onChange={model.choose} />
        <Term help={HOW}>{pairText(state.experiment, state.choice)}</Term>
      </div>
      <Charts state={state} />
    </article>
  );
}

/** Drawn anew only when something has been measured or computed. */
const Charts = memo(function Charts({ state }: { readonly state: CorrelationState }) {
  const textSize = useTextSize();
  const run = useLab((lab) => lab.run);
  const { experiment, measured } = state;
  const facts = correlationFacts(state);
  const layers = experiment.depth - 1;
  const arms = correlationArms(facts, layers);
  const maps = correlationMapArms(facts);
  const stale = measured !== null && measured.run !== run;
  return (
    <div className="chart">
      <p className="look-for">
        <Maths text={lookForCorrelation(facts)} />
      </p>
      <div className="correlation-charts">
        <ChartSpace name="Correlation by layer" stale={stale} resetKey={experiment}>
          {({ width, height }) => (
            <CorrelationChart
              width={width}
              height={height}
              textSize={textSize}
              title="Correlation by layer"
              description={describeCorrelation(arms)}
              arms={arms}
              layers={layers}
            />
          )}
        </ChartSpace>
        <ChartSpace name="Correlation map" stale={false} resetKey={experiment}>
          {({ width, height }) => (
            <CorrelationMap
              width={width}
              height={height}
              textSize={textSize}
              title="Correlation map"
              description={describeCorrelationMap(maps)}
              arms={maps}
            />
          )}
        </ChartSpace>
      </div>
    </div>
  );
});
