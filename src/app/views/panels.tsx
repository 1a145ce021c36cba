import type { ComponentType } from 'react';
import type { PanelName } from '../../experiment/experiment.ts';
import { later } from '../layout/later.tsx';
import { FitPanel } from '../panels/FitPanel.tsx';
import { HeroPanel } from '../panels/HeroPanel.tsx';
import { LossPanel } from '../panels/LossPanel.tsx';

const theory = (
  name: 'KernelMapPanel' | 'SusceptibilityPanel' | 'GradientPanel' | 'PhasePanel' | 'HistoryPanel' | 'CriticalityCards',
) => later(async () => (await import('../panels/theory/TheoryPanels.tsx')).PANELS[name]);

/** Every panel by the name that the permalink has for it. */
export const PANEL_VIEWS: Readonly<Record<PanelName, ComponentType>> = {
  variance: HeroPanel,
  loss: LossPanel,
  fit: FitPanel,
  metric: later(async () => (await import('../panels/picture/TaskMetric.tsx')).TaskMetric),
  gradient: theory('GradientPanel'),
  susceptibility: theory('SusceptibilityPanel'),
  kernel: theory('KernelMapPanel'),
  criticality: theory('CriticalityCards'),
  phase: theory('PhasePanel'),
  history: theory('HistoryPanel'),
  distribution: later(async () => (await import('../panels/distribution/DistributionPanel.tsx')).DistributionPanel),
  correlation: later(async () => (await import('../panels/correlation/CorrelationPanel.tsx')).CorrelationPanel),
  tangent: later(async () => (await import('../panels/tangent/TangentPanel.tsx')).TangentPanel),
  map: later(async () => (await import('../panels/map/MapPanel.tsx')).MapPanel),
};
