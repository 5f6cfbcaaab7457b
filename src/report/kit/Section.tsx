/** A named part of the panel or of the report. */
import type { ComponentChildren } from 'preact';
import { useSurface } from './surface.ts';

export interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Section({ id, title, aside, children }: SectionProps) {
  // A named section is a landmark: a help in the panel, a crowd in a report of many workloads.
  const live = useSurface().explain !== undefined;
  return (
    <section class="section" aria-labelledby={live ? `${id}-title` : undefined} id={id}>
      <div class="section-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
