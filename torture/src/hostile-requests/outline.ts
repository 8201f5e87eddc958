import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'hostile-requests',
  title:
    'requests made to do harm, of every role and of nobody: no failure, no word of the inside, no silence, no growth, and the answers stay as they were',
  unit: 'requests',
  budgets: { short: 10_000, long: 200_000, plant: 3_000 },
  plants: [
    {
      name: 'nobody thought of a language whose weight is no number',
      kind: 'source',
      file: 'server/src/http/problem.ts',
      find: "Number(/^\\s*q=([\\d.]+)\\s*$/.exec(params.join(';'))?.[1] ?? 1)",
      replace:
        "params.length === 0 ? 1 : Number(/^\\s*q=([\\d.]+)\\s*$/.exec(params.join(';'))![1])",
    },
    {
      name: 'a refusal tells where in the code it was made',
      kind: 'source',
      file: 'server/src/http/app.ts',
      find: "if (error instanceof HTTPException && error.status < 500) return problem(c, 'request.malformed');",
      replace:
        "if (error instanceof HTTPException && error.status < 500) return problem(c, 'request.malformed', { detail: error.stack ?? '' });",
    },
    {
      name: 'a request of an unknown method is never answered',
      kind: 'source',
      file: 'server/src/http/app.ts',
      find: "return problem(c, 'request.method-not-allowed');",
      replace: 'return new Promise<Response>(() => undefined);',
    },
    {
      name: 'what was asked is kept for ever',
      kind: 'source',
      file: 'server/src/http/request-log.ts',
      find: 'const begun = performance.now();',
      replace:
        'const begun = performance.now(); ((globalThis as { kept?: unknown[] }).kept ??= []).push(Array.from({ length: 1_000 }, () => ({ begun })));',
    },
  ],
};
