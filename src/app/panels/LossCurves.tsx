import { describeLoss } from '../../charts/loss/describe.ts';
import { LossChart } from '../../charts/loss/LossChart.tsx';
import { lossDomain } from '../../charts/loss/loss.ts';
import { hasTestLoss } from '../../tasks/metrics.ts';
import { Term } from '../controls/Term.tsx';
import { useLab } from '../store/LabContext.tsx';
import { isStale } from '../store/store.ts';
import { theoryOf } from '../theory.ts';
import { useTextSize } from '../views/textSize.ts';
import { ChartBox } from './ChartBox.tsx';
import { lossArms } from './lossArms.ts';
import { lookForLoss } from './picture/lookForLoss.ts';
import { spikesHelp } from './spikes.ts';
import { useSteady } from './useSteady.ts';
import './loss.css';

/** The training loss of every arm against the best constant's, and the test loss where examples are held out. */
export function LossCurves() {
  const textSize = useTextSize();
  const shown = useLab((state) => state.shown);
  const experiment = useLab((state) => state.experiment);
  const stale = useLab(isStale);
  const { baseline, data } = theoryOf(shown?.experiment ?? experiment).setup;
  const test = hasTestLoss(data);
  const arms = lossArms(shown);
  const domain = useSteady(`${shown?.run}`, (previous) => lossDomain(arms, baseline, previous));
  return (
    <ChartBox
      name="Loss"
      className="loss"
      line={lookForLoss(arms, baseline, data.sobolev?.weight)}
      corner={<Term help={spikesHelp(shown?.experiment ?? experiment, test)}>Spikes</Term>}
      stale={stale}
      resetKey={shown?.run}
    >
      {({ width, height }) => (
        <LossChart
          width={width}
          height={height}
          textSize={textSize}
          title="Loss"
          description={describeLoss(arms, baseline)}
          arms={arms}
          baseline={baseline}
          stepLimit={experiment.steps}
          yName={test ? 'loss, dashed: test loss' : 'loss'}
          domain={domain}
        />
      )}
    </ChartBox>
  );
}
