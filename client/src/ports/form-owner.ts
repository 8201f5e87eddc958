import type { OutboxItem } from './field-shelf.ts';

/**
 * Answers: under which enrolment was this form finished? Its line says it, and never changes; a form whose line was
 * deleted says it beside.
 */
export function deviceOf({ deviceId, line }: Pick<OutboxItem, 'deviceId' | 'line'>): string {
  if (deviceId !== undefined) return deviceId;
  if (line === null) throw new Error('a form without its line does not say whose it is');
  return (JSON.parse(line) as { readonly deviceId: string }).deviceId;
}
