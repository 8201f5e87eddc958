import { describe, expect, it } from 'vitest';
import type { ScoreQuery } from '../ports/office-api.ts';
import { createOfficeApi } from './office-api.ts';

const session = {
  username: 'sonoivu',
  role: 'analyst',
  areas: [{ code: '86', name: 'Tỉnh Vĩnh Long' }],
  expiresAt: '2026-11-24T01:00:00.000Z',
};
const query: ScoreQuery = {
  wave: '01939f3e-0000-7000-8000-000000000001' as ScoreQuery['wave'],
  instrument: 'household-2022',
  level: 'grouping:huyen-cu',
  by: 'factor',
  scheme: 'criterion_mean',
  group: null,
};
const quiet = new AbortController().signal;

describe('the requests of the console', () => {
  it('ask in the language of the screen, on the same origin, uncached', async () => {
    const { api, asked } = setupApi(() => json(200, session));

    const answer = await api.session();

    expect(answer).toEqual({ ok: true, value: session });
    expect(asked[0]?.url).toBe('/api/v1/session');
    expect(asked[0]?.init).toMatchObject({ credentials: 'same-origin', cache: 'no-store' });
    expect(new Headers(asked[0]?.init?.headers).get('Accept-Language')).toBe('vi');
  });

  it('say that nobody is signed in, which is no failure, when the session is missing', async () => {
    const { api, ended } = setupApi(() => json(401, problem('session.required', 401)));

    expect(await api.session()).toEqual({ ok: true, value: null });
    expect(await api.signOut()).toEqual({ ok: true, value: null });
    expect(ended).toEqual([]);
  });

  it('send a file as it lies, and check the answer against its shape', async () => {
    const receipts = { protocol: 1, batchId: 'b', serverTime: '2026-11-23T08:00:00.000Z' };
    const { api, asked } = setupApi(() =>
      json(200, { ...receipts, incarnation: 'i', safeReceipt: 0, receipts: [] }),
    );
    const file = new Blob([Uint8Array.of(0x1f, 0x8b, 0)]);

    const answer = await api.importFile(file);

    expect(answer).toMatchObject({ ok: true, value: { batchId: 'b', receipts: [] } });
    expect(asked[0]?.url).toBe('/api/v1/sync/import');
    expect(asked[0]?.init).toMatchObject({ method: 'POST', body: file });
    expect(new Headers(asked[0]?.init?.headers).get('Content-Type')).toBe('application/x-ndjson');
  });

  it('report the end of the session when any other request finds it ended', async () => {
    const { api, ended } = setupApi(() => json(401, problem('session.required', 401)));

    const answer = await api.waves(quiet);

    expect(answer.ok).toBe(false);
    expect(ended).toEqual(['ended']);
  });

  it('keep wrong credentials apart from an ended session', async () => {
    const { api, ended } = setupApi(() => json(401, problem('session.wrong-credentials', 401)));

    const answer = await api.signIn('sonoivu', 'sai');

    expect(answer).toMatchObject({
      error: { tag: 'problem', problem: { code: 'session.wrong-credentials' } },
    });
    expect(ended).toEqual([]);
  });

  it('ask for one commune of the allowance receipts only where one is chosen', async () => {
    const { api, asked } = setupApi(() => json(200, {}));
    const page = { limit: 500, offset: 0 };

    await api.allowances(query.wave, { commune: '', ...page }, quiet);
    await api.allowances(query.wave, { commune: '29551', ...page }, quiet);
    await api.allowancesCsv(query.wave, '29551');

    const wave = `/api/v1/waves/${query.wave}`;
    expect(asked.map(({ url }) => url)).toEqual([
      `${wave}/allowances?limit=500&offset=0`,
      `${wave}/allowances?commune=29551&limit=500&offset=0`,
      `${wave}/exports/allowances.csv?commune=29551&separator=semicolon&bom=1`,
    ]);
  });

  it('name every choice of a table of scores, and the group only where there is one', async () => {
    const { api, asked } = setupApi(() => json(200, {}));

    await api.scores(query, quiet);
    await api.scores({ ...query, group: 'age_band' }, quiet);

    expect(asked.map(({ url }) => url)).toEqual([
      `/api/v1/waves/${query.wave}/scores?level=grouping%3Ahuyen-cu&instrument=household-2022&by=factor&scheme=criterion_mean`,
      `/api/v1/waves/${query.wave}/scores?level=grouping%3Ahuyen-cu&instrument=household-2022&by=factor&scheme=criterion_mean&group=age_band`,
    ]);
  });

  it('name the question of a table of answers, on the screen and as a file for Excel', async () => {
    const { api, asked } = setupApi(() => json(200, {}));
    const { wave, instrument, level } = query;
    const answers = { wave, instrument, level, question: 'c10', group: null };

    await api.answers(answers, quiet);
    await api.answersCsv({ ...answers, group: 'c8_4' });

    const choices = 'question=c10&level=grouping%3Ahuyen-cu&instrument=household-2022';
    expect(asked.map(({ url }) => url)).toEqual([
      `/api/v1/waves/${wave}/answers?${choices}`,
      `/api/v1/waves/${wave}/exports/answers.csv?${choices}&group=c8_4&decimal=comma&separator=semicolon&bom=1`,
    ]);
  });

  it('take the name of a file from the server', async () => {
    const { api, asked } = setupApi(
      () =>
        new Response('a;b\r\n', {
          headers: { 'Content-Disposition': 'attachment; filename="diem-2026.csv"' },
        }),
    );

    const answer = await api.scoresCsv(
      query,
      { shape: 'long', decimal: 'comma', separator: 'semicolon', bom: true },
      quiet,
    );

    expect(answer).toMatchObject({ ok: true, value: { name: 'diem-2026.csv' } });
    expect(asked[0]?.url).toMatch(/&shape=long&decimal=comma&separator=semicolon&bom=1$/);
  });
});

describe('what may go wrong between console and server', () => {
  it('is offline when the network gives nothing', async () => {
    const { api } = setupApi(() => Promise.reject(new TypeError('failed to fetch')));

    expect(await api.devices(quiet)).toEqual({ ok: false, error: { tag: 'offline' } });
  });

  it('is a time-out when the server keeps silent too long', async () => {
    const { api } = setupApi(silent, 20);

    expect(await api.devices(quiet)).toEqual({ ok: false, error: { tag: 'timeout' } });
  });

  it('is unreadable when a captive portal answers 200 with its own page', async () => {
    const { api } = setupApi(() => new Response('<html>Wi-Fi</html>', { status: 200 }));

    expect(await api.surveyors(quiet)).toEqual({ ok: false, error: { tag: 'unreadable' } });
    expect(await api.session()).toEqual({ ok: false, error: { tag: 'unreadable' } });
  });

  it('is unreadable when a figure has another shape than agreed', async () => {
    const { api } = setupApi(() => json(200, { surveyors: [{ username: 1 }] }));

    expect(await api.surveyors(quiet)).toEqual({ ok: false, error: { tag: 'unreadable' } });
  });

  it('is nothing at all once the asker has gone away', async () => {
    const asker = new AbortController();
    const { api } = setupApi(silent);
    const answer = api.devices(asker.signal).then(() => 'answered');

    asker.abort();

    const later = new Promise((resolve) => setTimeout(() => resolve('still silent'), 30));
    expect(await Promise.race([answer, later])).toBe('still silent');
  });
});

function setupApi(answer: (init: RequestInit) => Response | Promise<Response>, timeoutMs = 5_000) {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const ended: string[] = [];
  const api = createOfficeApi({
    fetch: async (url, init) => {
      asked.push({ url: url as string, init });
      return answer(init ?? {});
    },
    language: () => 'vi',
    onSessionEnded: () => ended.push('ended'),
    timeoutMs,
  });
  return { api, asked, ended };
}

function silent({ signal }: RequestInit): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new DOMException('aborted', 'AbortError'));
    });
  });
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

function problem(code: string, status: number) {
  return {
    type: `/problems/${code}`,
    title: code,
    status,
    code,
    recovery: 'after-sign-in',
    detail: 'Cần đăng nhập để xem nội dung này.',
    requestId: 'r-1',
  };
}
