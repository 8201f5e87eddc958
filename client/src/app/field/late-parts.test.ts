import { expect, it } from 'vitest';
import { createMemoryGround, createMemoryOutbox } from '../../../test/field/memory-ground.ts';
import { createMemoryShelf } from '../../../test/field/memory-shelf.ts';
import type { Outbox } from '../../ports/outbox.ts';
import { createLateOutbox } from './late-outbox.ts';
import { createLateTransport } from './late-transport.ts';

it('says offline while the way to the server cannot be fetched, and asks for it again', async () => {
  const ground = createMemoryGround(createMemoryShelf(), null);
  let isReachable = false;
  const late = createLateTransport(() =>
    isReachable ? Promise.resolve(ground.transport) : Promise.reject(new Error('no network')),
  );
  const request = { code: 'ABCD-EF23', deviceName: 'phone', platform: 'Chrome' };

  const before = await late.redeem(request);
  isReachable = true;
  const after = await late.redeem(request);

  expect([before.tag, after.tag]).toEqual(['offline', 'answer']);
});

it('says offline, and loses nothing, while the sender cannot be fetched', async () => {
  const late = await createLateOutbox(createMemoryShelf(), () =>
    Promise.reject(new Error('no network')),
  );

  await late.sendNow();

  expect(late.state().hindrance).toEqual({ tag: 'offline' });
});

it('counts from the shelf until the sender is here, then shows what the sender says', async () => {
  const shelf = createMemoryShelf();
  let arrive: (outbox: Outbox) => void = () => undefined;
  const arriving = new Promise<Outbox>((resolve) => (arrive = resolve));
  const late = await createLateOutbox(
    { safety: async () => ({ ...(await shelf.safety()), unsent: 2 }) },
    () => arriving,
  );
  const shown: number[] = [];
  late.subscribe(({ safety }) => shown.push(safety.unsent));

  late.wake();
  await new Promise((resolve) => setTimeout(resolve));
  arrive(createMemoryOutbox(shelf));
  await late.sendNow();

  // Two unsent by the shelf of this test, none by the sender, whose shelf is empty.
  expect(shown[0]).toBe(2);
  expect(late.state().safety.unsent).toBe(0);
});
