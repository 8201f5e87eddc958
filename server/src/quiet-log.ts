import type { Log } from './ports/index.ts';

/** What a line of the log may have. Who did what to which form stands in the journal (decision 103), not here. */
const told = [
  ...['requestId', 'method', 'route', 'status', 'durationMs', 'url', 'version', 'signal'],
  ...['device', 'deviceId', 'waveId', 'purpose', 'open', 'opened', 'lines', 'fresh', 'receipts'],
  ...['made', 'stored', 'waiting', 'forms', 'keys', 'file', 'second', 'receipt', 'receivedAt'],
  ...['phoneReceipt', 'storeReceipt', 'removed', 'kind', 'defect', 'code', 'at'],
] as const;

/**
 * Answers: a log that names nobody and repeats nothing that anybody said.
 * Shape:   of each line the fields above alone; of what failed also the reason, without the values in it. So no name of a
 *          person, account or phone, no id of a form or comment, no address and no typed text is written down, also not by a
 *          line that is added later.
 * Source:  Law 91/2025/QH15 (as little as the purpose needs); decision 113.
 * Rule:    A-185
 */
export function quietLog(log: Log): Log {
  return {
    info: (fields, message) => log.info(only(fields), message),
    error(fields, message) {
      const { reason } = fields;
      const why = typeof reason === 'string' ? { reason: withoutValues(reason) } : {};
      log.error({ ...only(fields), ...why }, message);
    },
  };
}

const only = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(told.filter((name) => name in fields).map((name) => [name, fields[name]]));

/**
 * Answers: the words of an error without what it was about.
 * Shape:   parts in quotes, ids, long numbers and whatever is not ASCII become `…`; names of files stay. Errors of Node, of
 *          the drivers and of this product put values into quotes, and are in English.
 */
export function withoutValues(message: string): string {
  return message
    .replaceAll(/"[^"]*"|'[^']*'|`[^`]*`/g, (quoted) =>
      isPath(quoted.slice(1, -1)) ? quoted : '…',
    )
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{5,}/gi, '…')
    .replaceAll(/\S*[^\x20-\x7e…\n]\S*/g, '…');
}

const isPath = (text: string): boolean => /^(\/[\w.-]+){2,}$/.test(text);
