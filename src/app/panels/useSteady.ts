import { useRef } from 'react';
import type { Domain } from '../../charts/shared/chart.ts';

/**
 * An axis that may expand but never shrinks as long as `key` stays the same. Growing is idempotent, so that a render
 * that React repeats or throws away does no harm.
 */
export function useSteady(key: string, grow: (previous: Domain | undefined) => Domain): Domain {
  const kept = useRef<{ key: string; domain: Domain } | null>(null);
  const domain = grow(kept.current?.key === key ? kept.current.domain : undefined);
  kept.current = { key, domain };
  return domain;
}
