import type { Moment } from '../../capture/index.ts';
import type { FieldServices } from './services.ts';

/** The moment of now as a form records it. */
export function momentOf({ clock, outbox }: Pick<FieldServices, 'clock' | 'outbox'>): Moment {
  const contactMs = outbox.state().lastContactMonotonicMs;
  return {
    wallMs: clock.wallMs(),
    utcOffsetMin: clock.utcOffsetMin(),
    sinceContactMs: contactMs === null ? null : clock.monotonicMs() - contactMs,
  };
}

/** Now as it travels. */
export const instantOf = (clock: FieldServices['clock']): string =>
  new Date(clock.wallMs()).toISOString();
