import type { Enrolled, FieldShelf } from '../../ports/field-shelf.ts';
import { createDesk } from '../../screens/field/desk.svelte.ts';
import type { Outbox } from '../../ports/outbox.ts';
import type { FieldServices, GiveAway } from '../../screens/field/services.ts';
import type { Ground } from './ground.ts';
import { go } from './route.svelte.ts';

/** All that the screens of an enrolled phone need; the outbox begins its work here. */
export async function createServices(
  ground: Ground,
  shelf: FieldShelf,
  enrolled: Enrolled,
  giveAway: (outbox: Outbox) => GiveAway,
): Promise<FieldServices> {
  const { transport, clock, dice, device, update, appVersion } = ground;
  const outbox = await ground.createOutbox(shelf);
  let current = $state.raw(enrolled);
  const me = (): Enrolled => current;
  const learn = async (): Promise<void> => {
    current = (await shelf.enrolled()) ?? current;
  };
  return {
    shelf,
    outbox,
    allowances: ground.createAllowances(outbox, me),
    transport,
    clock,
    dice,
    device,
    update,
    giveAway: giveAway(outbox),
    appVersion,
    pins: ground.createPinLock(shelf),
    desk: await createDesk({ shelf, outbox, transport, clock, enrolled: me, onPackage: learn }),
    go,
    enrolled: me,
    async renew(answer) {
      await shelf.renew(answer);
      await learn();
    },
  };
}
