import { type RefObject, useEffect, useState } from 'react';
import { visibleRows, type Window } from '../domain/virtual';

/** The rows that a scrolling box shows of `count`, each `rowHeight` CSS pixels high. */
export function useVirtualRows(box: RefObject<HTMLElement | null>, count: number, rowHeight: number): Window {
  const [place, setPlace] = useState({ top: 0, height: 800 });
  useEffect(() => {
    const element = box.current;
    if (!element) {
      return;
    }
    const read = (): void =>
      setPlace((before) => {
        const { scrollTop: top, clientHeight: height } = element;
        return before.top === top && before.height === height ? before : { top, height };
      });
    read();
    element.addEventListener('scroll', read, { passive: true });
    const resize = new ResizeObserver(read);
    resize.observe(element);
    return () => {
      element.removeEventListener('scroll', read);
      resize.disconnect();
    };
  }, [box]);
  return visibleRows(count, rowHeight, place.top, place.height);
}
