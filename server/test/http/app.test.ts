import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '@sipas/shared/wire';
import { createStaticRoutes } from '../../src/http/static-files.ts';
import { StoreBusy, StoreFull } from '../../src/ports/index.ts';
import { type TestPhone, pushBody } from '../world/phone.ts';
import { type World, setupWorld } from '../world/setup-world.ts';

let world: World;
let phone: TestPhone;
beforeAll(async () => {
  world = await setupWorld();
  phone = await world.addPhone(await world.addPerson('mot', 'surveyor', ['86']));
});
afterAll(() => world.leave());

const problemOf = async (response: Response): Promise<Problem> => {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = (await response.json()) as Problem;
  expect(problem.status).toBe(response.status);
  return problem;
};

it.each(['/healthz', '/readyz'])('answers at %s with status, version and storage', async (path) => {
  const response = await world.ask(path);

  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    status: 'ok',
    version: '0.0.0-test',
    storage: 'sqlite',
  });
});

it.each(['/api/v1/nothing', '/nothing', '/api/v1/sync', '/%00', '/..%2f..%2fetc/passwd'])(
  'answers %s, which does not exist, with a problem',
  async (path) => {
    const problem = await problemOf(await world.ask(path));

    expect(problem).toMatchObject({ status: 404, code: 'request.not-found' });
  },
);

it('says which methods a path takes', async () => {
  const response = await world.ask('/api/v1/sync/push');

  expect(response.headers.get('allow')).toBe('POST');
  expect(await problemOf(response)).toMatchObject({
    status: 405,
    code: 'request.method-not-allowed',
    recovery: 'needs-person',
  });
  const waves = await world.ask('/api/v1/waves/abc', { method: 'PATCH' });
  expect(waves.headers.get('allow')).toBe('GET, HEAD');
});

it.each([
  [undefined, 'Không tìm thấy nội dung này.'],
  ['vi-VN,vi;q=0.9,en;q=0.8', 'Không tìm thấy nội dung này.'],
  ['en-GB,en;q=0.9', 'There is nothing here.'],
  ['fr', 'Không tìm thấy nội dung này.'],
])('tells a reader of %s what is wrong in their language', async (language, detail) => {
  const headers = language === undefined ? {} : { 'accept-language': language };

  expect((await problemOf(await world.ask('/api/v1/nothing', { headers }))).detail).toBe(detail);
});

it.each([
  ['vi', 'Yêu cầu không đúng định dạng. Chưa có gì được ghi; hãy kiểm tra lại dữ liệu gửi lên.'],
  ['en', 'The request is malformed. Nothing was stored; check what was sent.'],
])(
  'names in %s the part of a request that is wrong, and what may stand there',
  async (language, text) => {
    const redeem = (body: unknown) =>
      world.ask('/api/v1/enrolments/redeem', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': language },
        body: JSON.stringify(body),
      });
    const detailOf = async (body: unknown) => (await problemOf(await redeem(body))).detail;

    expect(await detailOf({ code: 7, deviceName: 'A', platform: 'B' })).toBe(
      `${text} (code: string)`,
    );
    expect(await detailOf({ code: '', deviceName: 'A', platform: 'B' })).toBe(
      `${text} (code: >=1)`,
    );
    expect(await detailOf([])).toMatch(new RegExp(`^${text.replaceAll('.', '\\.')} \\(code: `));
  },
);

it('names every answer by a request id, also one that the asker chose', async () => {
  const own = await world.ask('/api/v1/nothing', { headers: { 'x-request-id': 'my-id-1' } });
  const other = await world.ask('/api/v1/nothing');

  expect((await problemOf(own)).requestId).toBe('my-id-1');
  expect((await problemOf(other)).requestId).toBe(other.headers.get('x-request-id'));
});

it.each(['/healthz', '/api/v1/nothing', '/api/v1/waves', '/api/openapi.json'])(
  'sends the security headers with %s',
  async (path) => {
    const { headers } = await world.ask(path);

    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('permissions-policy')).toContain('camera=(self)');
    if (path.startsWith('/api/')) expect(headers.get('cache-control')).toBe('no-store');
  },
);

it('describes every route in OpenAPI 3.1, from the schemas that validate', async () => {
  const response = await world.ask('/api/openapi.json');
  const document = (await response.json()) as {
    openapi: string;
    paths: Record<string, Record<string, { responses: object; requestBody?: object }>>;
  };

  expect(document.openapi).toBe('3.1.0');
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const routed = world.app.routes
    .filter(({ method, path }) => method !== 'ALL' && path !== '/api/openapi.json')
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(described.sort()).toEqual([...new Set(routed)].sort());
  const sayAllByTheirAddress = [
    '/api/v1/care/backup',
    '/api/v1/links/{link}/revocation',
    '/api/v1/users/{user}/password',
    '/api/v1/users/{user}/second-factor/removal',
    '/api/v1/waves/{id}/close',
    '/api/v1/waves/{id}/freeze',
    '/api/v1/waves/{id}/reopen',
  ];
  const postsWithoutBody = Object.entries(document.paths).flatMap(([path, methods]) =>
    methods['post'] !== undefined && methods['post'].requestBody === undefined ? [path] : [],
  );
  expect(postsWithoutBody.sort()).toEqual(sayAllByTheirAddress);
  for (const methods of Object.values(document.paths))
    for (const operation of Object.values(methods))
      expect(Object.keys(operation.responses)).toContain('default');
});

it('says in OpenAPI what each route asks for, by the policy [A-152]', async () => {
  const { paths, components } = (await (await world.ask('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { security?: unknown }>>;
    components: { securitySchemes: Record<string, { type: string }> };
  };
  const securityOf = (path: string, method: string) => paths[path]?.[method]?.security;

  expect(securityOf('/healthz', 'get')).toEqual([]);
  expect(securityOf('/api/v1/sync/push', 'post')).toEqual([{ phone: [] }]);
  expect(securityOf('/api/v1/waves/{id}/linked/{file}', 'get')).toEqual([{ 'link-key': [] }]);
  expect(securityOf('/api/v1/waves/{id}/comments/{comment}/reveal', 'post')).toEqual([
    { session: ['analyst', 'admin'] },
  ]);
  const all = Object.values(paths).flatMap((methods) => Object.values(methods));
  expect(all.filter(({ security }) => security === undefined)).toEqual([]);
  expect(Object.keys(components.securitySchemes)).toEqual([
    'session',
    'phone',
    'watch',
    'link-key',
  ]);
});

describe('when the store fails', () => {
  const pushWith = async (error: Error) => {
    const { storeOnce } = world.storage.responses;
    const broken = world.storage.responses as { storeOnce: unknown };
    broken.storeOnce = () => Promise.reject(error);
    try {
      return await world.push(
        phone,
        pushBody(phone, [phone.line({ body: { household: 'HỘ MẬT' } })]),
      );
    } finally {
      broken.storeOnce = storeOnce;
    }
  };

  it('answers 507 and acknowledges nothing when the disk is full', async () => {
    const problem = await problemOf(await pushWith(new StoreFull('no space')));

    expect(problem).toMatchObject({ status: 507, code: 'store.full', recovery: 'later' });
  });

  it('answers 503 with Retry-After when the store is locked', async () => {
    const response = await pushWith(new StoreBusy('locked'));

    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problemOf(response)).toMatchObject({ status: 503, code: 'server.busy' });
  });

  it('lets no word of a driver and no answer out, into the reply or the log', async () => {
    const cause = Object.assign(new Error('UNIQUE constraint failed'), {
      code: 'SQLITE_CONSTRAINT',
    });
    world.logged.length = 0;

    const response = await pushWith(new Error('Failed query: params: HỘ MẬT', { cause }));
    const text = await response.clone().text();

    expect(await problemOf(response)).toMatchObject({ status: 500, code: 'server.internal' });
    expect(text).not.toMatch(/UNIQUE|SQLITE|MẬT/);
    const defect = world.logged.find(({ message }) => message === 'defect');
    expect(defect).toMatchObject({
      code: 'SQLITE_CONSTRAINT',
      requestId: expect.any(String) as string,
    });
    expect(JSON.stringify(world.logged)).not.toContain('MẬT');
  });
});

it('sheds a push while the server is overloaded, and answers all else', async () => {
  const busy = await setupWorld({ isOverloaded: () => true });
  const own = await busy.addPhone(await busy.addPerson('mot', 'surveyor', ['86']));

  const response = await busy.push(own, pushBody(own, [own.line()]));

  expect(response.status).toBe(503);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await problemOf(response)).recovery).toBe('later');
  expect((await busy.ask('/healthz')).status).toBe(200);
  await busy.leave();
});

it('serves the built client: what carries its hash is kept, what does not is asked for anew', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-client-'));
  mkdirSync(join(folder, 'assets'));
  for (const name of ['index.html', 'office.html', 'sw.js', 'assets/field-BcD3_f9A.js'])
    writeFileSync(join(folder, name), '<!doctype html>');
  const routes = createStaticRoutes(folder);
  const cacheOf = async (path: string) => (await routes.request(path)).headers.get('cache-control');

  expect((await routes.request('/')).status).toBe(200);
  for (const path of ['/', '/office.html', '/sw.js']) expect(await cacheOf(path)).toBe('no-cache');
  expect(await cacheOf('/assets/field-BcD3_f9A.js')).toBe('public, max-age=31536000, immutable');
  expect((await routes.request('/../secret')).status).toBe(404);
  rmSync(folder, { recursive: true });
});
