import { useLab } from '../../store/LabContext.tsx';
import { theoryOf } from '../../theory.ts';
import { type MetricName, metricOf } from './metric.ts';

/** The metric of the task that is shown, or of the derivative that is; null where nothing is held out. */
export function useMetric(): MetricName | null {
  const experiment = useLab((state) => state.shown?.experiment ?? state.experiment);
  const derivative = useLab(({ display }) => display.derivative);
  return metricOf(theoryOf(experiment).setup.data, derivative);
}
