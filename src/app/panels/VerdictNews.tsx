import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ArmVerdict } from './armVerdicts.ts';
import { kindOf, newsOf } from './verdictNews.ts';

/** A verdict has to stand for so long before it is told, milliseconds: a slider that moves passes many. */
const SETTLED = 1000;

/** For screen readers: a verdict that has changed by itself. Not its numbers, which change with every frame of a run. */
export function VerdictNews({ said }: { readonly said: readonly ArmVerdict[] }) {
  const [news, setNews] = useState('');
  const told = useRef<readonly string[]>([]);
  const kinds = said.map(kindOf).join();
  const tell = useEffectEvent(() => {
    const changed = newsOf(said, told.current);
    told.current = said.map(kindOf);
    if (changed) setNews(changed);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of kind is what is told
  useEffect(() => {
    const timer = setTimeout(tell, SETTLED);
    return () => clearTimeout(timer);
  }, [kinds]);
  return (
    <p role="status" aria-label="News of the verdicts" className="unseen">
      {news}
    </p>
  );
}
