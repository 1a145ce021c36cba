import { later } from '../layout/later.tsx';

/** Before the first picture there is nothing to be seen in it. */
export const SidePanel = later(
  async () => (await import('./SideTabs.tsx')).SideTabs,
  <section className="loss side" />,
);
