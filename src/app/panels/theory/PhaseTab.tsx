import './phaseTab.css';
import { useState } from 'react';
import { armScope } from '../../controls/ArmMarker.tsx';
import { useLab } from '../../store/LabContext.tsx';
import { ViewSwitch } from '../picture/ViewSwitch.tsx';
import { useSurvival } from '../useSurvival.ts';
import { ArmMap, BiasSwitch } from './ArmMap.tsx';
import { lookForPoint } from './lookFor.ts';
import { phaseSaying, phaseViews } from './phaseView.ts';

/** The phase map of one arm at a time, in sight of the main chart, which follows its point. */
export function PhaseTab() {
  const experiment = useLab((state) => state.experiment);
  const views = phaseViews(experiment);
  const survival = useSurvival(experiment);
  const [chosen, choose] = useState('0');
  const view = views[Number(chosen)] ?? views[0];
  if (!view) return null;
  const atWidth = survival[view.index]?.survivors ?? null;
  const names = Object.fromEntries(views.map(({ index, label }) => [index, label]));
  return (
    <div className="chart phase-tab" {...armScope(view.slot)}>
      <p className="look-for">{lookForPoint(phaseSaying(view, atWidth), experiment.depth)}</p>
      <div className="phase-tab-choices">
        {views.length > 1 && (
          <ViewSwitch name="Whose phase map" views={names} value={String(view.index)} onChange={choose} />
        )}
        <BiasSwitch view={view} />
      </div>
      <ArmMap key={view.index} view={view} depth={experiment.depth} atWidth={atWidth} />
    </div>
  );
}
