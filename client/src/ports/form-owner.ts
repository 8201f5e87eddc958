import type { OutboxItem } from './field-shelf.ts';

/** Answers: under which enrolment was this form finished? Its line says it, and never changes. */
export const deviceOf = ({ deviceId, line }: Pick<OutboxItem, 'deviceId' | 'line'>): string =>
  deviceId ?? (JSON.parse(line) as { readonly deviceId: string }).deviceId;
