interface Route {
  readonly method: string;
  readonly path: string;
}

/**
 * Answers: which methods does this path take, where it takes any?
 * Shape:   the routes of the app, a path → methods in alphabetical order, HEAD with GET; empty where the path is unknown.
 */
export function knownMethods(routes: readonly Route[], path: string): readonly string[] {
  const methods = new Set<string>();
  for (const route of routes) {
    if (route.method === 'ALL' || !matches(route.path, path)) continue;
    methods.add(route.method);
    if (route.method === 'GET') methods.add('HEAD');
  }
  return [...methods].sort();
}

function matches(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part.startsWith(':') || part === given[index])
  );
}
