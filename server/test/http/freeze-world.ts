import type { PeopleWorld } from './people-world.ts';

/** Closes the wave of the world and freezes its figures, as an administrator does. */
export async function freezeWorld(world: PeopleWorld): Promise<void> {
  await world.storage.waves.setStatus(world.waveId, 'closed', null, world.now);
  await change(world, 'freeze', {});
}

/** Makes the next edition of a frozen wave, with what came late. */
export const renewWorld = (world: PeopleWorld): Promise<void> =>
  change(world, 'editions', { reason: 'Phiếu về muộn' });

async function change(world: PeopleWorld, path: string, body: object): Promise<void> {
  const answer = await world.ask('admin', `/api/v1/waves/${world.waveId}/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
}
