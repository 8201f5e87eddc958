/** What came back, as bytes read as Latin 1. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Too busy, and no room on the disk: what a server may say of itself. */
const mayFail: ReadonlySet<number> = new Set([503, 507]);

/** Heads too large are refused below the program, in the words of Node. */
const belowTheProgram = 431;

/** Words that only the inside of the program has, and no payload. */
const inside = [
  /^\s+at .+:\d+:\d+/m,
  /\\n\s+at /,
  /\bnode:internal\b/,
  /\bnode_modules\b/,
  /\/(server|shared)\/src\//,
  /\bSqliteError\b|\bSQLITE_[A-Z]+|\bDrizzle\w*Error\b/,
  /near "[^"]*": syntax error|no such (column|table)/,
  /root:x:0:0/,
  /\[object Object\]/,
];

/**
 * Answers: what one answer says that none may say.
 * Shape:   an answer, and words that must stand in none (the folder of the data) → complaints, none where all is well.
 * Errors:  a failure that is not one of having no room; a word of the inside; a head that a payload wrote.
 */
export function judgeAnswer(answer: Answer, secrets: readonly string[]): readonly string[] {
  const { status, headers, text } = answer;
  const told = [...inside.map((word) => word.exec(text)?.[0]), ...secrets.filter(isIn(text))];
  return [
    ...(status >= 500 && !mayFail.has(status) ? [`a failure, ${String(status)}`] : []),
    ...told.flatMap((word) => (word === undefined ? [] : [`it tells "${word.trim()}"`])),
    ...(Object.keys(headers).some((name) => /injected/i.test(name)) ? ['a head was injected'] : []),
    ...(isProblem(headers) || status < 400 || status === belowTheProgram
      ? []
      : ['a refusal that is no problem']),
  ];
}

const isIn = (text: string) => (secret: string) => text.includes(secret);

const isProblem = (headers: Answer['headers']): boolean =>
  headers['content-type'] === 'application/problem+json';
