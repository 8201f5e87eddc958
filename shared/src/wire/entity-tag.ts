/**
 * Answers: what is left of an entity tag that a proxy has marked as weak, or that came with or without its quotes?
 * Shape:   `W/"abc"`, `"abc"`, `abc` → `abc`.
 * Errors:  throws never.
 * Source:  RFC 9110, 8.8.3 and 8.8.3.2 (weak comparison).
 */
export const bareTag = (tag: string): string => tag.replace(/^W\//, '').replaceAll('"', '');
