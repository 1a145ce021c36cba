import './distribution.css';
import { memo, useEffect } from 'react';
import { useStore } from 'zustand';
import { describeDistribution } from '../../../charts/distribution/describe.ts';
import { RidgelineChart } from '../../../charts/distribution/RidgelineChart.tsx';
import type { Counted } from '../../../engine/distribution/measure.ts';
import { REACH } from '../../../engine/distribution/summary.ts';
import { Maths } from '../../controls/Maths.tsx';
import { Term } from '../../controls/Term.tsx';
import { useLab, usePage } from '../../store/LabContext.tsx';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import { useInView } from '../map/useInView.ts';
import { ViewSwitch } from '../picture/ViewSwitch.tsx';
import { lookForDistribution } from './lookFor.ts';
import { distributionModel, type MeasuredDistribution } from './model.ts';
import { distributionArms, distributionFacts, NUMBERS } from './view.ts';
import { HOW } from './words.ts';

const VIEWS: Readonly<Record<Counted, string>> = { preactivations: 'z', activations: 'σ(z)' };
const TITLES: Readonly<Record<Counted, string>> = {
  preactivations: 'Distribution of preactivations',
  activations: 'Distribution of activations',
};

/** Ridgelines of what each layer's neurons hold, on theory's Gaussians. */
export function DistributionPanel() {
  const { store, actions } = usePage();
  const model = distributionModel(store, actions);
  const { counted, measured } = useStore(model.state);
  const [target, seen] = useInView<HTMLElement>();
  useEffect(() => (seen ? model.watch() : undefined), [model, seen]);
  return (
    <article className="distribution" aria-labelledby="distribution" ref={target}>
      <h3 id="distribution">Distribution by layer</h3>
      <div className="distribution-choice">
        <ViewSwitch name="What is counted" views={VIEWS} value={counted} onChange={model.choose} />
        <Term help={HOW[counted]}>{counted === 'preactivations' ? 'Excess kurtosis' : 'Saturated and dead'}</Term>
      </div>
      <Ridgelines counted={counted} measured={measured} />
    </article>
  );
}

interface RidgelinesProps {
  readonly counted: Counted;
  readonly measured: MeasuredDistribution | null;
}

/** Drawn anew only when something has been measured: theory's lines take their time. */
const Ridgelines = memo(function Ridgelines({ counted, measured }: RidgelinesProps) {
  const textSize = useTextSize();
  const run = useLab((state) => state.run);
  const names = NUMBERS[counted];
  if (measured === null) {
    return (
      <div className="chart">
        <p className="look-for">{lookForDistribution([], counted)}</p>
        <div className="distribution-space" />
      </div>
    );
  }
  const facts = distributionFacts(measured);
  const arms = distributionArms(measured.experiment, facts);
  return (
    <div className="chart" data-arms={arms.length}>
      <p className="look-for">
        <Maths text={lookForDistribution(facts, counted)} />
      </p>
      <ChartSpace name={TITLES[counted]} stale={measured.run !== run} resetKey={measured.run}>
        {({ width, height }) => (
          <RidgelineChart
            width={width}
            height={height}
            textSize={textSize}
            title={TITLES[counted]}
            description={describeDistribution(arms, names)}
            arms={arms}
            reach={REACH}
            {...names}
          />
        )}
      </ChartSpace>
    </div>
  );
});
