import { expect, it } from 'vitest';
import { createAllowanceTransport } from './allowance-transport.ts';

const serverTime = '2026-11-23T03:00:00.000Z';
const batch = { protocol: 1, deviceId: 'd' as never, items: [{ id: 'r1', name: 'Hạnh' }] };
const answer = { protocol: 1, serverTime, receipts: [{ id: 'r1', outcome: 'stored' }] };

function setup(response: () => Response) {
  const calls: { readonly url: string; readonly init: RequestInit }[] = [];
  const transport = createAllowanceTransport({
    baseUrl: 'https://sipas.test/api/v1',
    fetch: async (url, init = {}) => {
      calls.push({ url: url as string, init });
      return response();
    },
    clock: { wallMs: () => Date.parse(serverTime), monotonicMs: () => 0, utcOffsetMin: () => 420 },
    language: () => 'vi',
  });
  return { transport, calls };
}

it('sends the records as JSON through a door of their own, by the token of the phone', async () => {
  const { transport, calls } = setup(() => Response.json(answer));

  const reply = await transport.send('token', batch);

  expect(reply).toEqual({ tag: 'answer', value: answer });
  expect(calls[0]?.url).toBe('https://sipas.test/api/v1/sync/allowances');
  const { method, headers, body } = calls[0]?.init ?? {};
  expect(method).toBe('POST');
  expect(new Headers(headers).get('Authorization')).toBe('Bearer token');
  expect(JSON.parse(body as string)).toEqual(batch);
});

it.each([
  ['a page of a portal', () => new Response('<html>')],
  ['another protocol', () => Response.json({ ...answer, protocol: 2 })],
  ['an outcome nobody knows', () => Response.json({ ...answer, receipts: [{ id: 'r1' }] })],
])('believes nothing of %s', async (_, response) => {
  const { transport } = setup(response);

  expect(await transport.send('token', batch)).toEqual({ tag: 'offline' });
});
