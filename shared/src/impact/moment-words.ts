const vietnamOffsetMs = 7 * 60 * 60 * 1000;

/** Answers: an instant as a clock in Vietnam shows it: "02:05 ngày 23/11/2026". */
export function printMoment(instant: string): string {
  const local = new Date(Date.parse(instant) + vietnamOffsetMs).toISOString();
  return `${local.slice(11, 16)} ngày ${printDay(local.slice(0, 10))}`;
}

/** Answers: a day YYYY-MM-DD as dd/MM/yyyy. */
export const printDay = (day: string): string => day.split('-').reverse().join('/');
