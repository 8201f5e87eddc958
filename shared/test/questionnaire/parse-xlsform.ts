import type { Comparison, Expression } from '../../src/questionnaire/index.ts';

const tokenPattern =
  /\s*(?:(\$\{[a-z][a-z0-9_]*\})|('[^']*'|"[^"]*")|(-?\d+(?:\.\d+)?)|(!=|<=|>=|[=<>(),.])|([a-z][a-z-]*))/gy;

/** Reads what printXlsForm prints, independently of it: proof that nothing is lost in print. Throws on anything else. */
export function parseXlsForm(text: string): Expression {
  const tokens = tokenize(text);
  let next = 0;
  const peek = (): string | undefined => tokens[next];
  const take = (wanted?: string): string => {
    const token = tokens[next];
    if (token === undefined || (wanted !== undefined && token !== wanted))
      throw new Error(`expected ${wanted ?? 'more'} at ${String(next)} of ${text}`);
    next += 1;
    return token;
  };

  const whole = (): Expression => {
    const first = operand();
    const word = peek();
    if (word === 'and' || word === 'or') {
      const parts = [first];
      while (peek() === word) {
        take();
        parts.push(operand());
      }
      return word === 'and' ? { all: parts } : { any: parts };
    }
    if (word === undefined || word === ')' || word === ',') return first;
    take();
    return { compare: word as Comparison, left: first, right: operand() };
  };

  const operand = (): Expression => {
    const token = take();
    if (token === '(') return closed(whole());
    if (token === '.') return { self: true };
    if (token.startsWith('${')) return { answer: token.slice(2, -1) };
    if (/^['"]/.test(token)) return { value: token.slice(1, -1) };
    if (/^-?\d/.test(token)) return { value: Number(token) };
    take('(');
    return call(token);
  };

  const closed = <T>(inner: T): T => {
    take(')');
    return inner;
  };

  const call = (name: string): Expression => {
    if (name === 'true' || name === 'false') return closed({ value: name === 'true' });
    if (name === 'concat') return closed({ value: pieces().join('') });
    const inner = whole();
    if (name === 'selected') {
      take(',');
      return closed({ selected: [inner, take().slice(1, -1)] });
    }
    if (name === 'count-selected') return closed({ countSelected: inner });
    if (name === 'string-length') return closed({ stringLength: inner });
    if (name === 'not') return closed({ not: inner });
    throw new Error(`unknown function ${name}`);
  };

  const pieces = (): string[] => {
    const found = [take().slice(1, -1)];
    while (peek() === ',') {
      take();
      found.push(take().slice(1, -1));
    }
    return found;
  };

  const expression = whole();
  if (next !== tokens.length) throw new Error(`more than one expression in ${text}`);
  return expression;
}

function tokenize(text: string): readonly string[] {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const match = tokenPattern.exec(text);
    if (match === null) throw new Error(`cannot read ${text}`);
    tokens.push(match[0].trimStart());
  }
  return tokens;
}
