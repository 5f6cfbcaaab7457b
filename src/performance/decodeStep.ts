/** Time of a decode step per output token: as the constants have it, and as published runs near by draw it. */
import type { Constants } from './constants.ts';
import type { Phase } from './types.ts';
import { drawnStep, type Draw } from './nearby/index.ts';
import { stepTime, type PreparedStep } from './step.ts';

/** What a decode step depends on, beside the sequences in it. */
export interface Decoding {
  /** `decode`: prompts are prefilled by another pool. */
  readonly phase: Phase;
  readonly constants: Pick<Constants, 'poolDecode'>;
  readonly step: PreparedStep;
  readonly context: number;
  /** Output tokens per decode step of one sequence. */
  readonly pace: number;
}

/** Where published runs lie near: how they draw the answer, and the model's own decode step at `REFERENCE` sequences, s. */
export interface Drawn {
  readonly draw: Draw;
  readonly reference: number;
}

/** Seconds of a decode step at N sequences of the replica, per output token of one sequence, as the constants have it. */
export function decodeStep(s: Decoding, n: number): number {
  // Without prompts the graphs of a step stay captured and the scheduler is idle.
  const calm = s.phase === 'decode' ? s.constants.poolDecode : 1;
  return (calm * stepTime(s.step, n / s.step.pipeline, s.context)) / s.pace;
}

/** The same drawn. @param time `decodeStep` */
export function drawnDecode({ drawn }: { readonly drawn?: Drawn | undefined }, n: number, time: number): number {
  return drawn ? drawnStep(drawn.draw, time, drawn.reference, n) : time;
}
