import type { Parts } from '../../../db/parts.ts'
import { csvHead, csvLine } from '../../../http/api/csv-line.ts'
import type { TextPart } from '../../../http/api/reads.ts'
import { getAssetNames } from '../../applications/assets/get-asset-names.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { readLinkedUserPage } from '../users/read-linked-user-page.ts'
import { type AccessExportQuery, type AccessHolder, type AccessSource, accessExportFields } from './access-schemas.ts'
import { accessSubject } from './access-subject.ts'
import { accessHolder } from './list-access.ts'

/** How many users one part has */
const exportedAtOnce = 500

/**
 * Who has access, by key, as CSV (RFC 4180): a line for each grant and each membership. A part at a time.
 * @param after the last user of the part before
 * @throws Problem as listAccess
 */
export async function exportAccess(
  parts: Parts<'clock'>,
  principal: Principal,
  { columnNames, ...query }: AccessExportQuery,
  after?: string,
): Promise<TextPart<string>> {
  const { link, sourcesOf } = await accessSubject(parts, principal, query)
  const page = { sort: 'key', limit: exportedAtOnce, offset: 0 } as const
  const filter = after === undefined ? query : { ...query, afterKey: after }
  const { rows } = await readLinkedUserPage(parts, principal, link, { ...filter, ...page })
  const environments = await listEnvironments(parts, principal.organizationKey)
  const sources = await sourcesOf(rows.map(({ key }) => key))
  const assetKeys = [...sources.values()].flat().flatMap(({ assetKey }) => assetKey ?? [])
  const names = {
    environments: new Map(environments.map(({ key, name }) => [key, name])),
    assets: await getAssetNames(parts, principal, assetKeys),
  }
  const lines = rows.flatMap((row) => {
    const user = accessHolder(row, sources.get(row.key))
    return user.sources.map((source) => lineOf(user, source, names))
  })
  const last = rows.length < exportedAtOnce ? undefined : rows.at(-1)
  return {
    text: (after === undefined ? csvHead(accessExportFields, columnNames) : '') + lines.join(''),
    next: last?.key,
  }
}

/** By the keys of what has them */
type Names = Record<'environments' | 'assets', ReadonlyMap<string, string>>

function lineOf(user: AccessHolder, source: AccessSource, { environments, assets }: Names): string {
  const environmentName = source.environmentKey && (environments.get(source.environmentKey) ?? null)
  const assetName = source.assetKey && (assets.get(source.assetKey) ?? null)
  const { key, name, email, status, lastLoginAt } = user
  const { type, ...ofSource } = source
  const values = {
    userKey: key,
    name,
    email,
    status,
    lastLoginAt,
    source: type,
    ...ofSource,
    environmentName,
    assetName,
  }
  return csvLine(accessExportFields.map((field) => values[field]))
}
