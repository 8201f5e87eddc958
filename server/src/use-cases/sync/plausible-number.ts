/** A phone numbers some 50 forms and visits a day: this is more than five years of one enrolment. */
const mostNumbers = 100_000;

/**
 * Answers: can a phone have come to this number in one of its chains?
 * Shape:   number of a line, or head of a chain → yes up to 100,000. What lies above is a bug or an invention: it would open
 *          a gap of all the numbers before it, for which nobody can be asked. The same for every line, in whatever order
 *          they come; a line with such a number is kept apart and holds no place, such a head is not kept.
 * Rule:    A-75
 */
export const isPlausibleNumber = (seq: number): boolean => seq <= mostNumbers;
