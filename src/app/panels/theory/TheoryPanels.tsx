import './theoryPanels.css';
import { useEffect, useState } from 'react';
import { WhileSeen } from '../WhileSeen.tsx';
import { CriticalityCards } from './CriticalityCards.tsx';
import { GradientPanel } from './GradientPanel.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { KernelMapPanel } from './KernelMapPanel.tsx';
import { PhasePanel } from './PhasePanel.tsx';
import { SusceptibilityPanel } from './SusceptibilityPanel.tsx';

/** The second screen: why the arms fare as they do. A chunk of its own, loaded after the first paint. */
export default function TheoryPanels() {
  const [count, setCount] = useState(1);
  const panels = Object.entries(PANELS);
  // One after the other, so that what the visitor does meanwhile waits for one of them at most.
  useEffect(() => {
    const timer = setTimeout(() => setCount(Math.min(count + 1, panels.length)));
    return () => clearTimeout(timer);
  }, [count, panels.length]);
  return panels.slice(0, count).map(([name, Panel]) => (
    <WhileSeen key={name}>
      <Panel />
    </WhileSeen>
  ));
}

/** In the page's order; one by one for views that choose. */
export const PANELS = {
  KernelMapPanel,
  SusceptibilityPanel,
  GradientPanel,
  PhasePanel,
  HistoryPanel,
  CriticalityCards,
};
