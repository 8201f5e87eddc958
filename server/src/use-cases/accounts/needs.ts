import type {
  Clock,
  CommonPasswords,
  Ids,
  PeopleStore,
  Random,
  SecondFactorStore,
  User,
  WaveStore,
} from '../../ports/index.ts';
import type { SecondFactorSetting, SignInLimits } from '../sign-in/index.ts';
import type { WaveReader } from '../waves/index.ts';

/** What the cases of accounts are given. */
export interface AccountNeeds {
  readonly people: PeopleStore;
  readonly secondFactors: SecondFactorStore;
  readonly waves: WaveStore;
  readonly reader: WaveReader;
  readonly limits: SignInLimits;
  readonly secondFactor: SecondFactorSetting;
  readonly common: CommonPasswords;
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  /** Public origin, whose host a code of an app is named after. */
  readonly origin: string;
}

/** A person at the console, with the session in which they ask and the address from which. */
export interface Self {
  readonly user: User;
  readonly token: string;
  readonly address: string;
}
