import type { Parts } from '../../../db/parts.ts'
import { slicesOf } from '../../../db/slices-of.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import type { NamedClient } from '../../foundation/client-secrets/client-kind.ts'
import { selectClientsOfUserOrClients } from './created-clients-repository.ts'

export interface CreatedClients {
  userKey: string
  /** The user, and every client that they have created themselves or by such a client, also those that are deleted */
  actors: ReadonlySet<string>
  /** Those of them that are not suspended, by name */
  running: NamedClient[]
}

/**
 * The API clients that a user has created, those that these have created, and so on: whoever has the secret of one could
 * make the next. Who created one that is deleted is known as long as the audit trail has it. It asks for no permission.
 */
export async function getCreatedClients(
  parts: Parts,
  organizationKey: string,
  userKey: string,
): Promise<CreatedClients> {
  const stored = await selectClientsOfUserOrClients(parts.db, organizationKey, userKey)
  const actors = new Set([userKey])
  for (let latest = [userKey]; latest.length > 0; ) {
    const of = new Set(latest)
    const created = stored.filter(({ createdBy }) => of.has(createdBy.key ?? '')).map(({ key }) => key)
    const recorded = await createdInTrail(parts, organizationKey, latest)
    latest = [...new Set([...created, ...recorded])].filter((key) => !actors.has(key))
    for (const key of latest) actors.add(key)
  }
  const running = stored.filter(({ key, isSuspended }) => actors.has(key) && !isSuspended)
  return { userKey, actors, running: running.map(({ key, name }) => ({ key, name })) }
}

const entriesAtOnce = 100
/** A few milliseconds of the event loop; of very many, a statement could not take all as parameters. */
const actorsAtOnce = 500

async function createdInTrail(parts: Parts, organizationKey: string, actorKeys: readonly string[]): Promise<string[]> {
  const keys: string[] = []
  for await (const actorKey of slicesOf(actorKeys, actorsAtOnce)) {
    for (let offset = 0, total = 1; offset < total; offset += entriesAtOnce) {
      const query = { action: ['api-client.created' as const], actorKey: [...actorKey], limit: entriesAtOnce, offset }
      const { results, page } = await listAuditEntries(parts, { organizationKey }, query)
      keys.push(...results.map(({ entity }) => entity.key))
      total = page.totalResults
    }
  }
  return keys
}
