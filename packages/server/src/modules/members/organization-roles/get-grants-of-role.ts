import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { selectGrantsOfRole } from './organization-role-grants-repository.ts'

/** The grants of a role that some users hold at this moment: for the organization, a portfolio, or assets. */
export const getGrantsOfRole = async (
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
  roleKey: string,
  userKeys: readonly string[],
): ReturnType<typeof selectGrantsOfRole> =>
  userKeys.length === 0 ? [] : selectGrantsOfRole(db, organizationKey, roleKey, userKeys, toTimestamp(clock.now()))
