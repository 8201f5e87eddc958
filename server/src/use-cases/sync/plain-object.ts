import { isCleanText } from '@sipas/shared/response';

/** Answers: the object that a text is in JSON; null where it is none. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    // Not JSON: that is what the caller is told.
    return null;
  }
}

/** Looks at every text and key; by a list of what is left to see, so that no depth can exhaust the stack. */
export function isClean(root: unknown): boolean {
  const left: unknown[] = [root];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string') {
      if (!isCleanText(value)) return false;
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value)) left.push(key, member);
    }
  }
  return true;
}
