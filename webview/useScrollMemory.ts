import { useEffect, useRef } from 'preact/hooks';
import type { Remembered } from './host.ts';

/** The scroll position is part of what survives. */
export function useScrollMemory(
  ready: boolean,
  scroll: number | undefined,
  remember: (change: Partial<Remembered>) => void,
): void {
  const restored = useRef(false);
  useEffect(() => {
    if (!ready) return undefined;
    // The lower half is drawn one frame after the answer.
    if (!restored.current && scroll !== undefined) setTimeout(() => window.scrollTo(0, scroll), 60);
    restored.current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const moved = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => remember({ scroll: window.scrollY }), 250);
    };
    window.addEventListener('scroll', moved, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('scroll', moved);
    };
  }, [ready]);
}
