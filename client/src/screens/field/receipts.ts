import type { Receipt } from '@sipas/shared/wire';

/** Answers: does the server count this form, and not keep it apart for a person? */
export const isStored = ({ outcome }: Receipt): boolean =>
  outcome === 'stored' || outcome === 'already-stored';
