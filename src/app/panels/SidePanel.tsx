import { type ComponentType, type KeyboardEvent, useId, useState } from 'react';
import { later } from '../layout/later.tsx';
import { LossPanel } from './LossPanel.tsx';

const PhaseTab = later(async () => (await import('./theory/PhaseTab.tsx')).PhaseTab, <div className="chart" />);

const TABS: readonly (readonly [name: string, Panel: ComponentType])[] = [
  ['Loss', LossPanel],
  ['Phase map', PhaseTab],
];

/** Beside the main chart: the loss, or the map of starts whose point can be dragged in sight of it. */
export function SidePanel() {
  const [chosen, choose] = useState(0);
  const id = useId();
  const Panel = TABS[chosen]?.[1] ?? LossPanel;
  const key = (event: KeyboardEvent<HTMLElement>) => {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: chosen - 1, ArrowRight: chosen + 1, Home: 0, End: -1 };
    const to = steps[event.key];
    if (to === undefined) return;
    // Elsewhere on the page an arrow is a step of training.
    event.preventDefault();
    const next = (to + TABS.length) % TABS.length;
    choose(next);
    (event.currentTarget.children[next] as HTMLElement).focus();
  };
  return (
    <section className="loss side" aria-label="Beside the main chart">
      <div role="tablist" aria-label="Beside the main chart" className="tabs" onKeyDown={key}>
        {TABS.map(([name], index) => (
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
        <Panel />
      </div>
    </section>
  );
}
