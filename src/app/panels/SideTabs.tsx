import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { capitalised } from '../../lib/capitalised.ts';
import { later } from '../layout/later.tsx';
import { LossCurves } from './LossCurves.tsx';
import { MetricPanel } from './picture/MetricPanel.tsx';
import { metricLabel } from './picture/metric.ts';
import { useMetric } from './picture/useMetric.ts';

const PhaseTab = later(async () => (await import('./theory/PhaseTab.tsx')).PhaseTab, <div className="chart" />);

/** Beside the main chart: the loss, the task's own metric, or the map of starts whose point can be dragged in sight of it. */
export function SideTabs() {
  const metric = useMetric();
  const tabs: readonly (readonly [name: string, panel: ReactNode])[] = [
    ['Loss', <LossCurves key="loss" />],
    ...(metric ? [[capitalised(metricLabel(metric)), <MetricPanel key="metric" name={metric} />] as const] : []),
    ['Phase map', <PhaseTab key="phase" />],
  ];
  const [wanted, want] = useState('Loss');
  const id = useId();
  // Another task may have no such metric.
  const chosen = Math.max(
    0,
    tabs.findIndex(([name]) => name === wanted),
  );
  const choose = (index: number) => want(tabs[index]?.[0] ?? wanted);
  const key = (event: KeyboardEvent<HTMLElement>) => {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: chosen - 1, ArrowRight: chosen + 1, Home: 0, End: -1 };
    const to = steps[event.key];
    if (to === undefined) return;
    // Elsewhere on the page an arrow is a step of training.
    event.preventDefault();
    const next = (to + tabs.length) % tabs.length;
    choose(next);
    (event.currentTarget.children[next] as HTMLElement).focus();
  };
  return (
    <section className="loss side" aria-label="Beside the main chart">
      <div role="tablist" aria-label="Beside the main chart" className="tabs" onKeyDown={key}>
        {tabs.map(([name], index) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={id + index}
            aria-selected={index === chosen}
            aria-controls={`${id}panel`}
            tabIndex={index === chosen ? 0 : -1}
            onClick={() => choose(index)}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}panel`} aria-labelledby={id + chosen} className="tab-panel">
        {tabs[chosen]?.[1]}
      </div>
    </section>
  );
}
