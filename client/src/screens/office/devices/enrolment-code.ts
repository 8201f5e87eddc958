/**
 * Answers: a code as people read it aloud: in groups of four, unless it already carries its own hyphens.
 */
export function groupCode(code: string): string {
  return code.includes('-') ? code : (code.match(/.{1,4}/gu) ?? []).join('-');
}

/** Answers: where the interview app takes a code, on the same origin. */
export const enrolmentAddress = (code: string): string =>
  `/#/nhan-may?ma=${encodeURIComponent(code)}`;
