/**
 * Who may import whom. Each row: a folder, and the folders it may import besides itself and packages.
 * The table is the law; the rules below are made from it. A folder that is not named may import nothing of
 * ours, so a new folder needs a row here, and each rule a planted violation in tools/check-boundaries.test.ts.
 */
const kernel = 'shared/src/kernel';
const questionnaire = 'shared/src/questionnaire';
const units = 'shared/src/admin-units';
const response = 'shared/src/response';
const statistics = 'shared/src/statistics';

/** @type {Record<string, readonly string[]>} */
const mayImport = {
  [kernel]: [],
  'shared/src/problems': [kernel],
  'shared/src/audit': [kernel],
  'shared/src/cases': [kernel],
  'shared/src/incidents': [kernel, 'shared/src/privacy'],
  'shared/src/comments': [kernel],
  [units]: [kernel],
  [questionnaire]: [kernel],
  [response]: [kernel, questionnaire, units],
  [statistics]: [kernel],
  'shared/src/sampling': [kernel, statistics, units],
  'shared/src/scoring': [kernel, statistics, units, questionnaire, response],
  'shared/src/fixes': [kernel, 'shared/src/scoring'],
  'shared/src/quality': [],
  'shared/src/privacy': [kernel, questionnaire],
  'shared/src/wire': ['shared/src'],
  'shared/src/impact': ['shared/src/privacy', 'shared/src/wire'],
  'shared/src/report': [kernel, 'shared/src/scoring', 'shared/src/fixes', 'shared/src/wire'],
  'client/src/ports': ['shared/src'],
  'client/src/text': [kernel, 'shared/src/problems'],
  'client/src/ui': ['client/src/text', kernel],
  'client/src/capture': ['client/src/ports', 'shared/src'],
  'client/src/outbox': ['client/src/ports', 'shared/src'],
  'client/src/storage': ['client/src/ports', 'shared/src'],
  'client/src/net': ['client/src/ports', 'shared/src'],
  'client/src/vault': ['client/src/ports', 'shared/src'],
  'client/src/screens': [
    'client/src/ui',
    'client/src/text',
    'client/src/capture',
    'client/src/outbox',
    'client/src/ports',
    'shared/src',
  ],
  'client/src/app': ['client/src', 'shared/src'],
  'client/src/service-worker': [],
  'server/src/ports': ['shared/src'],
  'server/src/use-cases': ['server/src/ports', 'shared/src'],
  'server/src/table-thread': ['server/src/ports', 'server/src/use-cases', 'shared/src'],
  'server/src/exports': ['shared/src'],
  'server/src/http': ['server/src/use-cases', 'server/src/exports', 'shared/src'],
  'server/src/storage-rules': ['server/src/ports', 'shared/src'],
  'server/src/storage-sqlite': ['server/src/ports', 'server/src/storage-rules', 'shared/src'],
  'server/src/storage-postgres': ['server/src/ports', 'server/src/storage-rules', 'shared/src'],
  'server/src/reference-data': ['server/src/ports', 'server/src/use-cases', 'shared/src'],
  'server/src/demo': [
    'server/src/ports',
    'server/src/use-cases',
    'server/src/reference-data',
    'shared/src',
  ],
  'server/src/metrics': ['server/src/ports', 'shared/src'],
  'server/src/care': ['server/src/ports', 'shared/src'],
  'server/src/cli': ['server/src', 'shared/src'],
};

/** Files that put the parts together. */
const roots = '^(client/src/app/|server/src/(main|cli)\\.ts$|server/src/cli/)';
const ours = '^(shared|client|server|e2e|bench|torture|tools)/';
const tests = '(\\.test\\.ts$|^[a-z0-9]+/test/)';
const within = (folder) => `^${folder}/`;
const packages = (names) => `(^|/)node_modules/(${names})(/|$)`;

const folderRules = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder.replace('/src/', '/')}-imports-only-its-row`,
  comment: `${folder} may import ${allowed.join(', ') || 'no other folder'}.`,
  severity: 'error',
  from: { path: within(folder), pathNot: [tests] },
  to: { path: ours, pathNot: [folder, ...allowed].map(within) },
}));

module.exports = {
  forbidden: [
    ...folderRules,
    {
      name: 'folder-has-a-row',
      comment: 'Every folder of source has its row in the table above.',
      severity: 'error',
      from: {
        path: '^(shared|client|server)/src/[^/]+/',
        pathNot: [...Object.keys(mayImport).map(within), tests],
      },
      to: { path: ours },
    },
    {
      name: 'module-by-its-door',
      comment:
        'A module of shared is entered by its index.ts, from another module and from another workspace.',
      severity: 'error',
      from: { path: '^(?:shared/src/([^/]+)|client|server|bench|torture|tools)/' },
      to: { path: '^shared/src/', pathNot: ['^shared/src/$1/', '^shared/src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'no-cycle',
      comment: 'Type imports count: a cycle of types is a cycle of thoughts.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'import-resolves',
      comment: 'What cannot be found cannot be judged.',
      severity: 'error',
      from: { path: ours },
      to: { couldNotResolve: true, pathNot: ['^virtual:'] },
    },
    {
      name: 'shared-imports-nothing-foreign',
      comment:
        'shared uses no package and no built-in of Node; wire alone has the schema validator.',
      severity: 'error',
      from: { path: '^shared/src/', pathNot: [tests, '^shared/src/wire/'] },
      to: { pathNot: '^shared/src/' },
    },
    {
      name: 'wire-imports-only-valibot',
      comment: 'The one package of shared, in its one folder.',
      severity: 'error',
      from: { path: '^shared/src/wire/', pathNot: [tests] },
      to: { pathNot: ['^shared/src/', packages('valibot')] },
    },
    {
      name: 'shared-stays-below',
      comment: 'shared knows neither server nor client, in its tests too.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(client|server|e2e|bench|torture)/' },
    },
    {
      name: 'client-never-imports-server',
      comment:
        'Phones lag behind for weeks: what binds them is the wire, not the types of one commit.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^(server|e2e|bench|torture)/' },
    },
    {
      name: 'client-uses-no-node-built-in',
      comment: 'It runs in a browser.',
      severity: 'error',
      from: { path: '^client/src/', pathNot: [tests] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-never-imports-client',
      comment: 'The server serves the built client as files.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(client|e2e|bench|torture)/' },
    },
    {
      name: 'e2e-stands-alone',
      comment: 'Journeys see what a person sees; nothing of the other workspaces.',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^(shared|client|server|bench|torture)/' },
    },
    {
      name: 'bench-measures-server-and-shared',
      comment:
        'It may drive the server and the rules; the client is measured as a built bundle, opened as the journeys open it.',
      severity: 'error',
      from: { path: '^bench/' },
      to: { path: '^(client|e2e|torture)/', pathNot: '^e2e/(fixtures|pages)/' },
    },
    {
      name: 'product-never-imports-tests',
      comment: 'Tests and tools are no part of the product.',
      severity: 'error',
      from: { path: '^(shared|client|server)/src/', pathNot: [tests] },
      to: { path: [tests, '^tools/', '^torture/'] },
    },
    {
      name: 'figures-leave-by-the-gate',
      comment:
        'What shows or writes figures takes rows that publishScores made; it computes none, so scoring gives it types alone.',
      severity: 'error',
      from: { path: '^(server/src/(exports|http)|client/src)/', pathNot: [tests] },
      to: { path: '^shared/src/scoring/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'reports-publish-figures',
      comment:
        'Wherever figures of a wave are made, the use case made them: a command takes them from there.',
      severity: 'error',
      from: {
        path: '^server/src/(cli/|cli\\.ts|main\\.ts)',
        pathNot: [tests, '^server/src/cli/score\\.ts$'],
      },
      to: { path: '^shared/src/scoring/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'dexie-only-in-storage',
      comment: 'The shelf on the phone is behind its ports.',
      severity: 'error',
      from: { path: '^(shared|client|server)/', pathNot: ['^client/(src/storage|test)/'] },
      to: { path: packages('dexie') },
    },
    {
      name: 'drivers-only-in-storage',
      comment:
        'SQL and its drivers are behind the ports; bench drives the bare driver as its yardstick.',
      severity: 'error',
      from: { path: '^(shared|client|server)/', pathNot: ['^server/(src/storage-[a-z]+|test)/'] },
      to: { path: packages('drizzle-orm|better-sqlite3|@types/better-sqlite3|pg') },
    },
    {
      name: 'duckdb-only-in-bench',
      comment: 'A yardstick, no part of the product.',
      severity: 'error',
      from: { pathNot: ['^bench/'] },
      to: { path: packages('@duckdb') },
    },
    {
      name: 'only-roots-import-the-app',
      comment: 'Composition roots build things; nothing builds on them.',
      severity: 'error',
      from: { path: '^(client|server)/src/', pathNot: [roots, tests] },
      to: { path: roots },
    },
  ],
  options: {
    // With `exclude` the packages would vanish from the picture, and the rules about them with them.
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|test-results)/' },
    tsPreCompilationDeps: true,
    detectJSDocImports: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'types', 'browser', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.svelte', '.json', '.css'],
    },
  },
};
