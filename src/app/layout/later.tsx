import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { errorMessage } from '../../lib/errorMessage.ts';

export interface Later<Props> {
  (props: Props): ReactNode;
  /** Asks for the chunk before it is needed. */
  preload(): void;
}

/** Where the visitor has asked for the part alone. */
export const LOADING = <p>Loading …</p>;

/**
 * A component in a chunk of its own. React's `lazy` is not used: what Suspense has held back is rendered in slices, which
 * every frame of a training run interrupts and throws away, so that a large picture came seconds late; and a chunk that
 * cannot be had takes the page with it where no boundary is near.
 * @param load called when the component is first mounted, or preloaded; again where that failed.
 * @param fallback stands there meanwhile.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback: ReactNode = null,
): Later<Props> {
  let loaded: ComponentType<Props> | null = null;
  let loading: Promise<ComponentType<Props>> | null = null;

  async function part(): Promise<ComponentType<Props>> {
    try {
      loaded = await load();
      return loaded;
    } catch (error) {
      loading = null;
      throw error;
    }
  }

  function ask(): Promise<ComponentType<Props>> {
    loading ??= part();
    return loading;
  }

  function Part(props: Props) {
    const [Loaded, setLoaded] = useState(() => loaded);
    const [fault, setFault] = useState<string | null>(null);
    useEffect(() => {
      let here = true;
      ask().then(
        (component) => here && setLoaded(() => component),
        (error: unknown) => here && setFault(errorMessage(error)),
      );
      return () => {
        here = false;
      };
    }, []);
    if (Loaded) return <Loaded {...props} />;
    if (fault === null) return fallback;
    return (
      <p role="alert" className="problem-block">
        {`This part of the page could not be loaded (${fault}). Reload the page to try again.`}
      </p>
    );
  }

  return Object.assign(Part, { preload: () => void ask().catch(() => {}) });
}
