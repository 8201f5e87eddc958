import { type PolicyRow, policy } from './policy.ts';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly handler: { readonly name: string };
}

/** Answers: under which name does a route stand in the policy? */
export const routeKey = ({ method, path }: Pick<Route, 'method' | 'path'>): string =>
  `${method} ${path}`;

/** Steps before routes; what else answers whatever method it is asked by would go past the table. */
const before: ReadonlySet<string> = new Set(['/*', '/api/*']);

/** The name of the step that lets in nobody but enrolled phones; it waits for its turn, so it is a step of the routes. */
const phoneStep = 'requireDevice';

/**
 * Answers: where do the routes of the app and the table of who may do what not tell the same?
 * Shape:   every step of every route, as the app has them → complaints: a route without a row, a row without a route, a
 *          route that asks for a phone and has another row, or the other way round; a route for every method.
 *          None where all is well.
 * Rule:    A-151
 */
export function policyComplaints(
  routes: readonly Route[],
  table: Readonly<Record<string, PolicyRow>> = policy,
): readonly string[] {
  const steps = new Map<string, string[]>();
  for (const route of routes) {
    if (route.method === 'ALL') continue;
    const known = steps.get(routeKey(route)) ?? [];
    steps.set(routeKey(route), [...known, route.handler.name]);
  }
  return [
    ...routes
      .filter(({ method, path }) => method === 'ALL' && !before.has(path))
      .map(({ path }) => `${path}: answers every method, and no row can say who may use it`),
    ...[...steps.keys()]
      .filter((key) => table[key] === undefined)
      .map((key) => `${key}: no row says who may use it`),
    ...Object.keys(table)
      .filter((key) => !steps.has(key))
      .map((key) => `${key}: a row, and no route`),
    ...[...steps]
      .filter(([key, names]) => names.includes(phoneStep) !== (table[key]?.who === 'phone'))
      .filter(([key]) => table[key] !== undefined)
      .map(([key]) => `${key}: either the row or the route asks for a phone, not both`),
  ];
}
