import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Product } from '../../../e2e/fixtures/product.ts';

const folder = join(import.meta.dirname, '../../../shared/test/wire/protocol-1');
const read = (name: string) => readFile(join(folder, name), 'utf8');

interface OldReceipt {
  readonly line: number;
  readonly outcome: string;
  readonly receipt: number;
  readonly receivedAt: string;
}

const oldOutcomes = ['stored', 'already-stored', 'conflict', 'fork', 'quarantined'];

/**
 * Answers: what today's server no longer does for a phone of protocol 1.
 * Shape:   plays the requests that were kept of the first release (enrolment, survey, hello, push, pull), with a code and
 *          an id of today where theirs cannot be known → complaints; each answer must have every member that such a
 *          phone reads, in words that it knows.
 */
export async function playOldPhone({ origin, enrolmentCode }: Product): Promise<readonly string[]> {
  const found: string[] = [];
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const answer = await fetch(`${origin}/api/v1${path}`, init);
    const body = await answer.text();
    if (!answer.ok) found.push(`${path} is answered with ${String(answer.status)}: ${body}`);
    return JSON.parse(body) as T;
  };
  const json = (body: object, token?: string): RequestInit => ({
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const lacking = async (name: string, answer: object) => {
    const sample = JSON.parse(await read(name)) as object;
    for (const member of Object.keys(sample))
      if (!(member in answer)) found.push(`an answer like ${name} lacks ${member}`);
  };

  const redeem = JSON.parse(await read('redeem.json')) as object;
  const code = await enrolmentCode();
  const enrolled = await ask<{ deviceId: string; deviceToken: string }>(
    '/enrolments/redeem',
    json({ ...redeem, code }),
  );
  const { deviceId, deviceToken } = enrolled;
  const headers = { authorization: `Bearer ${deviceToken}` };
  await lacking('redeem-answer.json', enrolled);
  await lacking('field-package.json', await ask('/field-package', { headers }));
  const hello = JSON.parse(await read('hello.json')) as object;
  const greeted = await ask<{ protocol: number }>(
    '/sync/hello',
    json({ ...hello, deviceId }, deviceToken),
  );
  await lacking('hello-answer.json', greeted);
  if (greeted.protocol !== 1) found.push(`the hello is answered as ${String(greeted.protocol)}`);

  const [head = '', ...lines] = (await read('push.ndjson')).trimEnd().split('\n');
  const header = JSON.stringify({ ...(JSON.parse(head) as object), deviceId });
  const pushed = await ask<{ protocol: number; receipts: readonly OldReceipt[] }>('/sync/push', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-ndjson' },
    body: `${[header, ...lines].join('\n')}\n`,
  });
  await lacking('push-answer.json', pushed);
  if (pushed.protocol !== 1) found.push(`the push is answered as ${String(pushed.protocol)}`);
  const answered = pushed.receipts.map(({ line }) => line).join();
  if (answered !== lines.map((_, place) => place + 1).join())
    found.push(`of ${String(lines.length)} old lines these have a receipt: ${answered}`);
  for (const { outcome } of pushed.receipts)
    if (!oldOutcomes.includes(outcome)) found.push(`an old phone does not know "${outcome}"`);
  await lacking('pull-answer.json', await ask('/sync/pull', { headers }));
  return found;
}
