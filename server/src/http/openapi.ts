import type { Context, Env, Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import { routeKey } from './policy-complaints.ts';
import { type Who, policy } from './policy.ts';
import { cookieName } from './session.ts';

const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: cookieName,
    description: 'Of a person who signed in; the roles that may are named beside it',
  },
  phone: { type: 'http', scheme: 'bearer', description: 'The token of an enrolled phone' },
  watch: { type: 'http', scheme: 'bearer', description: 'The token of SIPAS_METRICS_TOKEN' },
  'link-key': { type: 'apiKey', in: 'query', name: 'key', description: 'The key of a link' },
} as const;

type Security = readonly Readonly<Record<string, readonly string[]>>[];

/** Answers: what a request must bring, as OpenAPI 3.1 has it: for a session the roles that may. */
function securityOf(who: Who): Security {
  if (who === 'anybody') return [];
  return typeof who === 'string' ? [{ [who]: [] }] : [{ session: who }];
}

/**
 * Answers: the description of the interface in OpenAPI 3.1, made from the routes, the schemas that validate and the policy.
 * Rule:    A-152
 */
export function describeInterface<E extends Env>(app: Hono<E>, version: string) {
  const make = async (c: Context) => {
    const document = await generateSpecs(
      app,
      {
        documentation: {
          openapi: '3.1.0',
          info: { title: 'SIPAS', version, description: 'Errors are RFC 9457 problems.' },
          components: { securitySchemes },
        },
        // A route whose path ends like a file is a route all the same.
        excludeStaticFile: false,
      },
      c,
    );
    for (const [path, operations] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(operations)) {
        const key = routeKey({
          method: method.toUpperCase(),
          path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
        });
        const row = policy[key];
        if (row !== undefined) Object.assign(operation, { security: securityOf(row.who) });
      }
    return document;
  };
  let made: ReturnType<typeof make> | null = null;
  return async (c: Context) => {
    made ??= make(c);
    return c.json(await made);
  };
}
