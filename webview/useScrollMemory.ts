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
    if (!ready || restored.current) return undefined;
    restored.current = true;
    // The lower half is drawn one frame after the answer.
    if (scroll !== undefined) setTimeout(() => window.scrollTo(0, scroll), 60);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const moved = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => remember({ scroll: window.scrollY }), 250);
    };
    window.addEventListener('scroll', moved, { passive: true });
    return () => window.removeEventListener('scroll', moved);
  }, [ready]);
}
