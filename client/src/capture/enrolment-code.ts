/** Digits and letters of codes: no I, L, O, U. Whoever reads O for 0 or I for 1 means the digit. */
const shape = /^[0-9A-HJKMNP-TV-Z]{8}$/;

/**
 * Answers: which enrolment code did a person type or a camera read?
 * Shape:   "abcd efgh", "ABCD-EFGH", or an address that ends in "#/nhan-may?ma=ABCD-EFGH" → "ABCD-EFGH";
 *          null for anything else (a QR of another kind, a code that is too short).
 * Errors:  throws never.
 * Source:  Crockford's Base32, in which codes are written.
 * Rule:    C-09
 */
export function readEnrolmentCode(input: string): string | null {
  const inAddress = /#\/nhan-may\?(?:.*&)?ma=([^&\s]+)/.exec(input)?.[1];
  if (inAddress === undefined && /[:/]/.test(input)) return null;
  const code = (inAddress ?? input)
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return shape.test(code) ? `${code.slice(0, 4)}-${code.slice(4)}` : null;
}
