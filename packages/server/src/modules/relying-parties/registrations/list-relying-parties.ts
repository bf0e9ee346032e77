import type { Static } from 'typebox'
import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf, parseSort } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { RelyingPartyQuery } from './relying-parties-schemas.ts'
import { selectRelyingParties } from './relying-party-lists-repository.ts'
import { statusOf } from './relying-party-status.ts'

/** A page of sign-in applications with their statuses, by name unless the query says otherwise */
export async function listRelyingParties(
  { db, clock }: Parts<'clock'>,
  { organizationKey }: Principal,
  query: Static<typeof RelyingPartyQuery>,
) {
  const { limit = 100, offset = 0, sort = 'name', environmentKey, assetKey, ...filter } = query
  const keys = {
    ...(environmentKey === undefined ? {} : { environmentKey: normalKey(environmentKey) }),
    ...(assetKey === undefined ? {} : { assetKey: normalKey(assetKey) }),
  }
  const condition = { ...filter, ...keys, sort: parseSort(sort), limit, offset }
  const { rows, total } = await selectRelyingParties(db, organizationKey, condition)
  const listed = rows.map((row) => ({ ...row, status: statusOf(row, clock.now()) }))
  return pageOf(listed, total, { limit, offset })
}
