/**
 * Answers: is this PIN one that anybody would try first?
 * Shape:   six digits → true for one digit repeated, a run up or down (with 9 followed by 0), two or three digits repeated.
 * Source:  NIST SP 800-63B, 5.1.1.2: refuse repetitive and sequential values.
 * Rule:    C-10
 */
export function isWeakPin(pin: string): boolean {
  const steps = Array.from(pin)
    .slice(1)
    .map((digit, place) => (Number(digit) - Number(pin[place]) + 10) % 10);
  const isRun = steps.every((step) => step === steps[0]) && [0, 1, 9].includes(steps[0] ?? 0);
  return isRun || /^(\d\d)\1\1$/.test(pin) || /^(\d\d\d)\1$/.test(pin);
}
