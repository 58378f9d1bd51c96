import { useEffect, useRef, useState } from 'react';

/** The value as it was at most `millis` ago; 0: as it is. For what is too dear to compute at each change. */
export function useThrottled<T>(value: T, millis: number): T {
  const [shown, setShown] = useState(value);
  const latest = useRef(value);
  latest.current = value;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (value !== shown) {
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        setShown(latest.current);
      }, millis);
    }
  }, [value, shown, millis]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return millis === 0 ? value : shown;
}
