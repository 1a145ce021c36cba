import './theoryPanels.css';
import { type ComponentType, useEffect, useMemo, useState } from 'react';
import { later } from '../../layout/later.tsx';
import { useLab } from '../../store/LabContext.tsx';
import { WhileSeen } from '../WhileSeen.tsx';
import { CriticalityCards } from './CriticalityCards.tsx';
import { GradientPanel } from './GradientPanel.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { KernelMapPanel } from './KernelMapPanel.tsx';
import { answerGradient, answerSignal } from './lookFor.ts';
import { PhasePanel } from './PhasePanel.tsx';
import { phaseSaying, phaseViews } from './phaseView.ts';
import { SusceptibilityPanel } from './SusceptibilityPanel.tsx';

interface Question {
  readonly id: string;
  readonly text: string;
  /** What theory says to it now, in a sentence. */
  readonly Answer?: ComponentType;
  readonly panels: readonly ComponentType[];
}

const QUESTIONS: readonly Question[] = [
  {
    id: 'does-the-signal-survive',
    text: 'Does the signal survive?',
    Answer: SignalAnswer,
    panels: [KernelMapPanel, HistoryPanel],
  },
  {
    id: 'does-the-gradient',
    text: 'Does the gradient?',
    Answer: GradientAnswer,
    panels: [SusceptibilityPanel, GradientPanel],
  },
  { id: 'where-should-i-start', text: 'Where should I start?', panels: [PhasePanel, CriticalityCards] },
];

/** A chunk of its own: it is far down the page. The map is the page's own. */
const MapPanel = later(async () => (await import('../map/MapPanel.tsx')).MapPanel);

/** The same, and it asks for its own numbers. */
const DistributionPanel = later(async () => (await import('../distribution/DistributionPanel.tsx')).DistributionPanel);

const CorrelationPanel = later(async () => (await import('../correlation/CorrelationPanel.tsx')).CorrelationPanel);

const TangentPanel = later(async () => (await import('../tangent/TangentPanel.tsx')).TangentPanel);

/** Those whose panels are chunks of their own come once the others are there. */
const LATER: readonly Question[] = [
  { id: 'do-inputs-stay-apart', text: 'Do inputs stay apart?', panels: [CorrelationPanel] },
  { id: 'how-fast-can-it-learn', text: 'How fast can it learn?', panels: [TangentPanel] },
  { id: 'are-the-layers-gaussian', text: 'Are the layers Gaussian?', panels: [DistributionPanel] },
  { id: 'does-any-start-train', text: 'Does any start train?', panels: [MapPanel] },
];

const COUNT = QUESTIONS.reduce((sum, { panels }) => sum + panels.length, 0);

/** The second screen: why the arms fare as they do, as questions. A chunk of its own, loaded after the first paint. */
export default function TheoryPanels() {
  const [count, setCount] = useState(1);
  // One after the other, so that what the visitor does meanwhile waits for one of them at most.
  useEffect(() => {
    const timer = setTimeout(() => setCount(Math.min(count + 1, COUNT)));
    return () => clearTimeout(timer);
  }, [count]);
  let left = count;
  return (
    <>
      {QUESTIONS.map((question) => {
        const shown = question.panels.slice(0, Math.max(0, left));
        left -= question.panels.length;
        return shown.length > 0 && <QuestionSection key={question.id} {...question} panels={shown} />;
      })}
      {count >= COUNT && LATER.map((question) => <QuestionSection key={question.id} {...question} />)}
    </>
  );
}

function QuestionSection({ id, text, Answer, panels }: Question) {
  return (
    <section className="question" aria-labelledby={id}>
      <h2 id={id}>{text}</h2>
      {Answer && (
        <WhileSeen>
          <Answer />
        </WhileSeen>
      )}
      {panels.map((Panel, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the panels of a question are always the same
        <WhileSeen key={index}>
          <Panel />
        </WhileSeen>
      ))}
    </section>
  );
}

function SignalAnswer() {
  const experiment = useLab((state) => state.experiment);
  const text = useMemo(() => {
    const sayings = phaseViews(experiment).map((view) => phaseSaying(view, null));
    return answerSignal(sayings, experiment.depth);
  }, [experiment]);
  return <p className="question-answer">{text}</p>;
}

function GradientAnswer() {
  const experiment = useLab((state) => state.experiment);
  const text = useMemo(() => answerGradient(phaseViews(experiment)), [experiment]);
  return <p className="question-answer">{text}</p>;
}

/** One by one for views that choose. */
export const PANELS = {
  KernelMapPanel,
  SusceptibilityPanel,
  GradientPanel,
  PhasePanel,
  HistoryPanel,
  CriticalityCards,
};
