/**
 * Answers: does any object of this text name a key twice, so that readers may take it in two ways?
 * Shape:   text that JSON.parse accepted → yes or no. Keys count as they read, not as they are spelt ("a" is "\u0061").
 * Errors:  throws never; any depth.
 * Source:  RFC 8259, 4: names within an object should be unique; RFC 8785, 3.1 demands it.
 * Rule:    A-07
 */
export function hasRepeatedKey(text: string): boolean {
  /** One entry for each open bracket: the keys so far, or null for a list. */
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '{') open.push(new Set());
    else if (sign === '[') open.push(null);
    else if (sign === '}' || sign === ']') open.pop();
    if (sign !== '"') continue;
    const end = endOfString(text, at);
    const keys = open.at(-1);
    if (keys && isKey(text, end) && !isFirstOf(keys, text.slice(at, end))) return true;
    at = end - 1;
  }
  return false;
}

function isFirstOf(keys: Set<string>, quoted: string): boolean {
  const key = JSON.parse(quoted) as string;
  if (keys.has(key)) return false;
  keys.add(key);
  return true;
}

/** Answers: the place after the closing quote. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function isKey(text: string, after: number): boolean {
  let at = after;
  while (/\s/.test(text.charAt(at))) at++;
  return text[at] === ':';
}
