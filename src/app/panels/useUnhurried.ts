import { useEffect, useRef, useState } from 'react';

/** The value as it was at most `interval` milliseconds ago: for a picture that costs more than its latest sliver shows. */
export function useUnhurried<Value>(value: Value, interval: number): Value {
  const [kept, setKept] = useState(value);
  const takenAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const wait = Math.max(0, takenAt.current + interval - performance.now());
    const timer = setTimeout(() => {
      takenAt.current = performance.now();
      setKept(() => value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value, interval]);
  return kept;
}
