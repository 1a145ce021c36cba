import { type RefObject, useEffect, useRef, useState } from 'react';

/** Whether an element has been near the window yet: what nobody scrolls to is not computed. */
export function useInView<Target extends HTMLElement>(): [RefObject<Target | null>, boolean] {
  const target = useRef<Target>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!target.current) return;
    const observer = new IntersectionObserver((entries) => setSeen(entries.at(-1)?.isIntersecting ?? true), {
      rootMargin: '200px',
    });
    observer.observe(target.current);
    return () => observer.disconnect();
  }, []);
  return [target, seen];
}
