import type { Parts } from '../../../db/parts.ts'
import { type PageAfter, readPages } from '../../../db/read-pages.ts'
import { csvHead, csvLine } from '../../../http/api/csv-line.ts'
import { pageOf } from '../../../http/api/page.ts'
import type { TextPart } from '../../../http/api/reads.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getVisibleUserKeys } from '../users/require-user.ts'
import { userVisibility } from '../users/user-visibility.ts'
import {
  type ChangeResult,
  type Outcome,
  type StoredBulkChange,
  selectSliceResults,
} from './bulk-changes-repository.ts'
import { type BulkChangeResultsQuery, bulkChangeReportFields } from './bulk-changes-schemas.ts'
import { requireBulkChange } from './get-bulk-change.ts'
import { usersInSlice } from './get-users-to-change.ts'

const slicesAtOnce = 20

/**
 * What became of the users of a change, in its order, as far as it is carried out. Users whom the caller does not see any more
 * have no names in it.
 * @throws Problem bulk_operation_not_found
 */
export async function listBulkChangeResults(
  parts: Parts<'clock'>,
  principal: Principal,
  requestedKey: string,
  { outcome, limit = 100, offset = 0 }: BulkChangeResultsQuery,
) {
  const change = await requireBulkChange(parts, principal, requestedKey)
  const total = totalOf(change, outcome)
  // Of a change that is over, each slice has what became of all of its users.
  const skipped = outcome || change.finished_at === null ? 0 : Math.floor(offset / usersInSlice)
  const found: ChangeResult[] = []
  let seen = skipped * usersInSlice
  const read = (page: PageAfter<string>) =>
    selectSliceResults(parts.db, principal.organizationKey, change.key, page, skipped)
  for await (const slices of readPages(slicesAtOnce, read, (last) => last.key)) {
    for (const result of slices.flatMap(({ results }) => results)) {
      if (outcome && result.outcome !== outcome) continue
      if (seen >= offset && found.length < limit) found.push(result)
      seen++
    }
    // The rest has nothing for this page, and a large change takes half a second to read.
    if (found.length === limit || seen >= total) break
  }
  return pageOf((await withoutHidden(parts, principal, found)).map(show), total, { limit, offset })
}

/** As many as were stored with the results, in the same transactions */
function totalOf({ changed, unchanged, failed, cancelled }: StoredBulkChange, outcome: Outcome | undefined): number {
  const totals: Record<Outcome, number> = {
    Changed: changed,
    Unchanged: unchanged,
    Failed: failed,
    Cancelled: cancelled,
  }
  return outcome ? totals[outcome] : changed + unchanged + failed + cancelled
}

/** Why somebody was refused can name them as well. */
async function withoutHidden(
  parts: Parts<'clock'>,
  principal: Principal,
  results: readonly ChangeResult[],
): Promise<readonly ChangeResult[]> {
  if (!userVisibility(principal)) return results
  const keys = results.map(({ userKey }) => userKey)
  const visible = await getVisibleUserKeys(parts, principal, keys)
  return results.map((one) =>
    visible.has(one.userKey) || one.name === null ? one : { ...one, name: null, email: null, errorMessage: null },
  )
}

const show = ({ userKey, name, email, outcome, errorCode, errorMessage }: ChangeResult) => ({
  key: userKey,
  name,
  email,
  outcome,
  errorCode,
  errorMessage,
})

/**
 * The same as CSV, a part at a time.
 * @throws Problem bulk_operation_not_found
 */
export async function exportBulkChangeResults(
  parts: Parts<'clock'>,
  principal: Principal,
  { key: requestedKey, columnNames }: { key: string; columnNames?: string[] | undefined },
  after?: string,
): Promise<TextPart<string>> {
  const { key } = await requireBulkChange(parts, principal, requestedKey)
  const slices = await selectSliceResults(parts.db, principal.organizationKey, key, { after, limit: slicesAtOnce })
  const results = slices.flatMap(({ results }) => results)
  const text = (await withoutHidden(parts, principal, results))
    .map((one) => csvLine([one.userKey, one.name, one.email, one.outcome, one.errorCode, one.errorMessage]))
    .join('')
  const next = slices.length < slicesAtOnce ? undefined : slices.at(-1)?.key
  return { text: (after === undefined ? csvHead(bulkChangeReportFields, columnNames) : '') + text, next }
}
