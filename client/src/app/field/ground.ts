import type { Allowances } from '../../ports/allowance.ts';
import type { Clock, Dice } from '../../ports/clock.ts';
import type { Enrolled, FieldShelf } from '../../ports/field-shelf.ts';
import type { Outbox } from '../../ports/outbox.ts';
import type { Transport } from '../../ports/transport.ts';
import type { Device, PinLock, Update } from '../../screens/field/services.ts';

/** What the app stands on before a phone is enrolled, and what makes the rest of it after. */
export interface Ground {
  readonly clock: Clock;
  readonly dice: Dice;
  readonly transport: Transport;
  readonly device: Device;
  readonly update: Update;
  readonly appVersion: string;
  /** Takes the shelf for this tab, from another tab if need be. */
  claim(options: {
    readonly steal: boolean;
    readonly onTaken: () => void;
  }): Promise<FieldShelf | 'held-elsewhere'>;
  /** Empties everything that this site keeps in the browser; the shelf is closed before. */
  wipe(): Promise<void>;
  createOutbox(shelf: FieldShelf): Promise<Outbox>;
  createAllowances(outbox: Outbox, enrolled: () => Enrolled): Allowances;
  createPinLock(shelf: FieldShelf): PinLock;
}
