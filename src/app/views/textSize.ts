import { createContext, useContext } from 'react';

/** Text size of all charts in CSS pixels; null: each chart's own. */
export const TextSizeContext = createContext<number | null>(null);

/** @param own the chart's own size, where the view has no say. */
export function useTextSize(own = 12): number {
  return useContext(TextSizeContext) ?? own;
}
