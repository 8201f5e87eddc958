import { setupWords } from '../../../text/field/setup.ts';
import type { FieldServices } from '../services.ts';

/**
 * Answers: is the phone known to the server again, by a code for this very phone? What is wrong, nothing when it worked.
 * Shape:   the enrolments that the code may be for → the one of them that it is for has a new token, and keeps its id,
 *          journal, chain and PIN.
 * Source:  decision 61.
 */
export async function renewPhone(
  { device, transport, renew }: Pick<FieldServices, 'device' | 'transport' | 'renew'>,
  code: string,
  deviceIds: readonly string[],
): Promise<string> {
  const { name, platform } = await device.names();
  const renews = deviceIds.map((id) => id as never);
  const reply = await transport.redeem({ code, deviceName: name, platform, renews });
  if (reply.tag === 'offline') return setupWords().enrol.offline;
  if (reply.tag === 'problem') return reply.problem.detail;
  try {
    await renew(reply.value);
  } catch {
    return setupWords().unknownPhone.notKept;
  }
  return '';
}
