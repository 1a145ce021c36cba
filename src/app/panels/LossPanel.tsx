import { later } from '../layout/later.tsx';

/** The curves come in a chunk of their own: before the first picture there is no loss. */
export const LossPanel = later(
  async () => (await import('./LossCurves.tsx')).LossCurves,
  <div className="chart loss" />,
);
