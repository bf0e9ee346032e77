import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { type PageRequest, pageOf, parseSort } from '../../../http/api/page.ts'
import { attentionMilliseconds } from '../../foundation/client-secrets/secret-expiry.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type ApiClientStatus, apiClientOf } from './api-client.ts'
import { selectApiClients } from './api-client-lists-repository.ts'
import type { ApiClientFilter } from './api-clients-in-index-repository.ts'

type SortField = ApiClientFilter['sort']['field']

interface ApiClientQuery extends PageRequest {
  /** A client ID that is given whole finds the client that has it. */
  nameContains?: string
  clientId?: string
  status?: ApiClientStatus
  sort?: SortField | `-${SortField}`
}

/** A page of API clients with their statuses, by name unless the query says otherwise */
export async function listApiClients(
  { db, clock }: Parts<'clock'>,
  { organizationKey }: Principal,
  query: ApiClientQuery,
) {
  const { limit = 100, offset = 0, sort = 'name', ...filter } = query
  const now = toTimestamp(clock.now())
  const soon = toTimestamp(clock.now() + attentionMilliseconds)
  const page = { ...filter, sort: parseSort(sort), limit, offset }
  const { rows, total } = await selectApiClients(db, organizationKey, page, { now, soon })
  return pageOf(
    rows.map((row) => apiClientOf(row, now, soon)),
    total,
    { limit, offset },
  )
}
