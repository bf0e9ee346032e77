import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import {
  existsAdministrator,
  lockAdministratorRoleRow,
  selectAdministratorKeys,
  type WantedAdministrator,
} from './administrators-repository.ts'

/** The keys of the users who are active and Administrator of the organization at this moment: all, or those who are wanted. */
export const listAdministrators = (
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
  wanted: WantedAdministrator = {},
): Promise<string[]> => selectAdministratorKeys(db, organizationKey, toTimestamp(clock.now()), wanted)

/** Whether one of them can sign in to the portal now. Those of the sample cannot: they have no password. */
export const hasAdministratorWhoCanSignIn = (
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
): Promise<boolean> => existsAdministrator(db, organizationKey, toTimestamp(clock.now()), { canSignIn: true })

/** Nobody else decides who is Administrator before the transaction ends. @returns the role's key */
export const lockAdministrators = ({ db }: Parts, organizationKey: string): Promise<string> =>
  lockAdministratorRoleRow(db, organizationKey)
