import { MetricPanel } from './MetricPanel.tsx';
import { useMetric } from './useMetric.ts';

/** The task's own measure over the steps; nothing where nothing is held out. */
export function TaskMetric() {
  const name = useMetric();
  return name && <MetricPanel name={name} />;
}
