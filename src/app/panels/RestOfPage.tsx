import { ExperimentControls } from '../controls/ExperimentControls.tsx';
import { Transport } from '../controls/Transport.tsx';
import { EngineStatus } from '../layout/EngineStatus.tsx';
import { FitPanel } from './FitPanel.tsx';
import { NumbersTable } from './NumbersTable.tsx';
import { SidePanel } from './SidePanel.tsx';
import { TheorySection } from './TheorySection.tsx';
import { WhileSeen } from './WhileSeen.tsx';

/** Beside the main chart, in the grid of the charts: a chunk of its own, since the first picture does without it. */
export function BesideHero() {
  return (
    <>
      <div className="sidebar">
        <div className="sidebar-controls">
          <Transport />
          <ExperimentControls />
          <EngineStatus />
        </div>
      </div>
      <WhileSeen>
        <SidePanel />
      </WhileSeen>
      <WhileSeen>
        <FitPanel />
      </WhileSeen>
    </>
  );
}

/** Under the charts. */
export function BelowCharts() {
  return (
    <>
      <WhileSeen>
        <NumbersTable />
      </WhileSeen>
      <TheorySection />
    </>
  );
}
