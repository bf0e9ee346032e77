import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { lockAdministratorRoleRow, selectAdministratorKeys } from './administrators-repository.ts'

/** The keys of the users who are active and Administrator of the organization at this moment. */
export const listAdministrators = ({ db, clock }: Parts<'clock'>, organizationKey: string): Promise<string[]> =>
  selectAdministratorKeys(db, organizationKey, toTimestamp(clock.now()))

/** Nobody else decides who is Administrator before the transaction ends. @returns the role's key */
export const lockAdministrators = ({ db }: Parts, organizationKey: string): Promise<string> =>
  lockAdministratorRoleRow(db, organizationKey)
