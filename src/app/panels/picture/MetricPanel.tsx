import { describeMetric } from '../../../charts/loss/describe.ts';
import { LossChart } from '../../../charts/loss/LossChart.tsx';
import { lossDomain, SHARE_DOMAIN } from '../../../charts/loss/loss.ts';
import type { Size } from '../../layout/useSize.ts';
import { useLab } from '../../store/LabContext.tsx';
import { isStale } from '../../store/store.ts';
import { useTextSize } from '../../views/textSize.ts';
import { ChartBox } from '../ChartBox.tsx';
import { useSteady } from '../useSteady.ts';
import { lookForMetric } from './lookForLoss.ts';
import { type MetricName, metricArms, metricLabel, metricScale } from './metric.ts';

/** A task's own measure over the steps. */
export function MetricPanel({ name }: { readonly name: MetricName }) {
  const shown = useLab((state) => state.shown);
  const stale = useLab(isStale);
  return (
    <ChartBox
      name={metricLabel(name)}
      className="metric"
      line={lookForMetric(name, metricArms(shown, name))}
      stale={stale}
      resetKey={shown?.run}
    >
      {(size) => <MetricChart name={name} size={size} />}
    </ChartBox>
  );
}

function MetricChart({ name, size }: { readonly name: MetricName; readonly size: Size }) {
  const textSize = useTextSize();
  const shown = useLab((state) => state.shown);
  const stepLimit = useLab(({ experiment }) => experiment.steps);
  const arms = metricArms(shown, name);
  const label = metricLabel(name);
  const scale = metricScale(name);
  const domain = useSteady(`${shown?.run}${name}`, (previous) =>
    scale === 'share' ? SHARE_DOMAIN : lossDomain(arms, null, previous),
  );
  return (
    <LossChart
      {...size}
      textSize={textSize}
      title={label}
      description={describeMetric(label, arms)}
      arms={arms}
      baseline={null}
      stepLimit={stepLimit}
      yName={label}
      scale={scale}
      domain={domain}
    />
  );
}
