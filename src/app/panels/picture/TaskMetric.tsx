import { useLab } from '../../store/LabContext.tsx';
import { theoryOf } from '../../theory.ts';
import { MetricPanel } from './MetricPanel.tsx';
import { metricOf } from './metric.ts';

/** The task's own measure over the steps; nothing where nothing is held out. */
export function TaskMetric() {
  const experiment = useLab((state) => state.shown?.experiment ?? state.experiment);
  const name = metricOf(theoryOf(experiment).setup.data);
  return name && <MetricPanel name={name} />;
}
