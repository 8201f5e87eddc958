import type { Storage } from '../ports/index.ts';

/** What a surveyor reads out: eight signs, of chance in every id. */
const leastSigns = 8;

/**
 * Answers: the id of the phone of which somebody read out the last signs; what was typed, where it names none or several.
 * Shape:   ids of phones that are here and of those that called; blanks, dashes and case do not matter.
 */
export async function wholeDeviceId(
  { devices, unknownPhones }: Pick<Storage, 'devices' | 'unknownPhones'>,
  typed: string,
): Promise<string> {
  const tail = signs(typed);
  if (tail.length < leastSigns) return typed;
  const ids = new Set([
    ...(await devices.list()).map(({ id }) => id),
    ...(await unknownPhones.list()).map(({ deviceId }) => deviceId),
  ]);
  const [found, another] = [...ids].filter((id) => signs(id).endsWith(tail));
  return found !== undefined && another === undefined ? found : typed;
}

const signs = (text: string): string => text.toLowerCase().replaceAll(/[^0-9a-z]/g, '');
