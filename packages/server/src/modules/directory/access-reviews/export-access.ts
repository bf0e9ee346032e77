import type { Parts } from '../../../db/parts.ts'
import { csvHead, csvLine } from '../../../http/api/csv-line.ts'
import type { TextPart } from '../../../http/api/reads.ts'
import { getAssetNames } from '../../applications/assets/get-asset-names.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type LinkedUser, readLinkedUserPage } from '../users/read-linked-user-page.ts'
import { type AccessExportQuery, type AccessHolder, type AccessSource, accessExportFields } from './access-schemas.ts'
import { type AccessSubject, accessSubject } from './access-subject.ts'
import { accessHolder } from './list-access.ts'

/** What one part has at most, but for its last users: each may have very many roles through a group. */
const exportedAtOnce = { users: 500, characters: 4_194_304 }
const usersAtOnce = 20

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
  const subject = await accessSubject(parts, principal, query)
  const page = { sort: 'key', limit: exportedAtOnce.users, offset: 0 } as const
  const filter = after === undefined ? query : { ...query, afterKey: after }
  const { rows } = await readLinkedUserPage(parts, principal, subject.link, { ...filter, ...page })
  const environments = await listEnvironments(parts, principal.organizationKey)
  const environmentNames = new Map(environments.map(({ key, name }) => [key, name]))
  let text = after === undefined ? csvHead(accessExportFields, columnNames) : ''
  for (let first = 0; first < rows.length; first += usersAtOnce) {
    const users = rows.slice(first, first + usersAtOnce)
    if (text.length > exportedAtOnce.characters) return { text, next: rows[first - 1]?.key }
    text += await linesOf(parts, principal, subject, users, environmentNames)
  }
  return { text, next: rows.length < exportedAtOnce.users ? undefined : rows.at(-1)?.key }
}

async function linesOf(
  parts: Parts<'clock'>,
  principal: Principal,
  { sourcesOf }: AccessSubject,
  users: readonly LinkedUser[],
  environments: ReadonlyMap<string, string>,
): Promise<string> {
  const sources = await sourcesOf(users.map(({ key }) => key))
  const assetKeys = new Set([...sources.values()].flat().flatMap(({ assetKey }) => assetKey ?? []))
  const names = { environments, assets: await getAssetNames(parts, principal, [...assetKeys]) }
  const holders = users.map((user) => accessHolder(user, sources.get(user.key)))
  return holders.flatMap((user) => user.sources.map((source) => lineOf(user, source, names))).join('')
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
