import './theoryPanels.css';
import { CriticalityCards } from './CriticalityCards.tsx';
import { GradientPanel } from './GradientPanel.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { KernelMapPanel } from './KernelMapPanel.tsx';
import { PhasePanel } from './PhasePanel.tsx';
import { SusceptibilityPanel } from './SusceptibilityPanel.tsx';

/** The second screen: why the arms fare as they do. A chunk of its own, loaded after the first paint. */
export default function TheoryPanels() {
  return (
    <>
      <KernelMapPanel />
      <SusceptibilityPanel />
      <GradientPanel />
      <PhasePanel />
      <HistoryPanel />
      <CriticalityCards />
    </>
  );
}

/** The same one by one, for views that choose. */
export const PANELS = {
  KernelMapPanel,
  SusceptibilityPanel,
  GradientPanel,
  PhasePanel,
  HistoryPanel,
  CriticalityCards,
};
