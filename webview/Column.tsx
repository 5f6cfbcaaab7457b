/** A column that tells the charts inside it how wide they may be. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { SurfaceContext, useSurface } from '../src/report/kit/index.ts';

const NARROWEST = 180;

export function Column({ class: name, children }: { readonly class: string; readonly children: ComponentChildren }) {
  const outer = useSurface();
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(outer.plotWidth);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const measure = (): void => {
      const style = getComputedStyle(current);
      const inner = current.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      if (inner > 0) setWidth(Math.max(NARROWEST, Math.floor(inner)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const surface = useMemo(() => ({ ...outer, plotWidth: width }), [outer, width]);
  return (
    <div class={name} ref={element}>
      <SurfaceContext.Provider value={surface}>{children}</SurfaceContext.Provider>
    </div>
  );
}
