import type { Product } from '../../e2e/fixtures/product.ts';
import type { PhoneWorld } from './phone-batches.ts';

/** A phone of the demonstration's surveyor, as far as sending forms needs it. */
export interface EnrolledPhone {
  readonly headers: Readonly<Record<string, string>>;
  readonly world: PhoneWorld;
}

/** Enrols a phone over HTTP and reads what it may fill in. */
export async function enrolPhone(product: Product): Promise<EnrolledPhone> {
  const redeemed = (await (
    await fetch(`${product.origin}/api/v1/enrolments/redeem`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        code: await product.enrolmentCode(),
        deviceName: 'bench',
        platform: 'node',
      }),
    })
  ).json()) as { deviceId: string; deviceToken: string };
  const headers = { authorization: `Bearer ${redeemed.deviceToken}` };
  const fieldPackage = (await (
    await fetch(`${product.origin}/api/v1/field-package`, { headers })
  ).json()) as {
    waves: { id: string; catalogue: string; units: { code: string }[] }[];
    instruments: PhoneWorld['instruments'][number][];
  };
  const wave = fieldPackage.waves.find(({ id }) => id === product.waveId);
  const household = fieldPackage.instruments.find(({ id }) => id === 'household-2022');
  if (wave === undefined || household === undefined)
    throw new Error('the package lacks the wave or the household form');
  return {
    headers,
    world: {
      deviceId: redeemed.deviceId,
      waveId: wave.id,
      catalogue: wave.catalogue,
      communes: wave.units.map(({ code }) => code),
      instruments: [household, household],
    },
  };
}
