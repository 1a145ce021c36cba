import type { PanelName } from '../../experiment/experiment.ts';

/** Panels as people choose them. */
export const PANEL_LABELS: Readonly<Record<PanelName, string>> = {
  variance: 'Variance by layer',
  loss: 'Loss',
  fit: 'Fit or picture',
  metric: 'Metric of the task',
  gradient: 'Gradient by layer',
  susceptibility: 'Susceptibilities',
  kernel: 'Kernel map',
  criticality: 'Criticality',
  phase: 'Phase map',
  history: 'Variance through training',
  map: 'Map of networks',
  distribution: 'Distribution by layer',
  correlation: 'Two inputs',
  tangent: 'Tangent kernel',
};
