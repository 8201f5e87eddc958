import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { resolver, validator } from 'hono-openapi';
import type * as v from 'valibot';
import { problemSchema } from '@sipas/shared/wire';
import { problem } from './problem.ts';

type Schema = v.GenericSchema;

/** What only a function can check (a UUID, a moment) is documented by what it expects. */
export const documented = {
  options: {
    overrideSchema: ({ valibotSchema }: { valibotSchema: { type: string; message?: unknown } }) =>
      valibotSchema.type === 'custom' && typeof valibotSchema.message === 'string'
        ? { description: valibotSchema.message }
        : undefined,
  },
};

export const problems = {
  description: 'A refusal, by its code in the catalogue of problems',
  content: { 'application/problem+json': { schema: resolver(problemSchema, documented) } },
};

/** Answers: how a route that answers with JSON stands in the description of the interface. */
export const describeJson = (summary: string, schema: Schema, tag = 'people') => ({
  summary,
  tags: [tag],
  responses: {
    200: {
      description: summary,
      content: { 'application/json': { schema: resolver(schema, documented) } },
    },
    default: problems,
  },
});

/** Answers: how a route that answers with nothing stands in the description of the interface. */
export const describeDone = (summary: string) => ({
  summary,
  tags: ['people'],
  responses: { 204: { description: 'Done' }, default: problems },
});

/** Answers: how a route that answers with a file stands in the description of the interface. */
export const describeFile = (summary: string, kind: string) => ({
  summary,
  tags: ['people'],
  responses: {
    200: {
      description: summary,
      content: { [kind]: { schema: { type: 'string' as const, format: 'binary' } } },
    },
    304: { description: 'Nothing of it changed since the tag of If-None-Match' },
    default: problems,
  },
});

/** Answers: how a route that answers with a CSV file stands in the description of the interface. */
export const describeCsv = (summary: string) => describeFile(summary, 'text/csv');

/** What the validator says of a part of a request; its message is English, the rest reads the same in every language. */
interface Issue {
  readonly path?: readonly unknown[] | undefined;
  /** What may stand there: `("point" | "comma")`, `string`, `>=1`. */
  readonly expected?: string | null;
}

const refuseMalformed = (result: { success: boolean; error?: readonly Issue[] }, c: Context) => {
  if (result.success) return undefined;
  const [issue] = result.error ?? [];
  return problem(c, 'request.malformed', { detail: issue === undefined ? '' : printIssue(issue) });
};

function printIssue({ path = [], expected }: Issue): string {
  const keys = path.map((part) =>
    typeof part === 'object' && part !== null && 'key' in part ? String(part.key) : String(part),
  );
  return [keys.join('.'), expected ?? ''].filter((part) => part !== '').join(': ');
}

/** Checks the query of a request; anything else is request.malformed naming the parameter. */
export const query = <S extends Schema>(schema: S) =>
  validator('query', schema, refuseMalformed as never, documented);

/** Checks the JSON body of a request; anything else is request.malformed naming the member. */
export const jsonBody = <S extends Schema>(schema: S) =>
  validator('json', schema, refuseMalformed as never, documented);

const smallBodyBytes = 64 * 1024;

const bounded = bodyLimit({
  maxSize: smallBodyBytes,
  onError: (c) => problem(c, 'request.too-large'),
});

/** Bounds a body that carries no more than a form's few fields. What announces too much is not even opened. */
export const smallBody: MiddlewareHandler = (c, next) =>
  Number(c.req.header('Content-Length')) > smallBodyBytes
    ? Promise.resolve(problem(c, 'request.too-large'))
    : bounded(c, next);
