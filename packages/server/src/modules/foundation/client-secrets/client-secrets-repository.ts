import { sql } from 'kysely'
import { fromFlag } from '../../../db/flag.ts'
import type { PageAfter } from '../../../db/read-pages.ts'
import type { Db } from '../../../db/transaction.ts'
import type { ClientKind, SecretHolder } from './client-kind.ts'
import type { ExpiringSecret, StoredSecret } from './stored-secret.ts'

/** The names of one kind's tables, as the query builder's types know those of API clients: the columns are the same. */
export const namesOf = ({ clients, secrets, clientKey, isInUse }: ClientKind) => ({
  clients: clients as 'api_clients',
  secrets: secrets as 'api_client_secrets',
  clientKey: clientKey as 'api_client_key',
  isInUse: { column: `c.${isInUse.column}` as 'c.is_suspended', value: isInUse.value },
})

export async function insertSecret(
  db: Db,
  { kind, organizationKey, key }: SecretHolder,
  secret: Omit<StoredSecret, 'isCurrent'>,
): Promise<void> {
  const { secrets, clientKey } = namesOf(kind)
  await db
    .insertInto(secrets)
    .values({
      organization_key: organizationKey,
      key: secret.key,
      [clientKey]: key,
      hash: secret.hash,
      last_four: secret.lastFour,
      is_current: 1,
      expires_at: secret.expiresAt,
      created_at: secret.createdAt,
      created_by: secret.createdBy && JSON.stringify(secret.createdBy),
      used_at: secret.usedAt,
      last_used_at: secret.lastUsedAt,
    })
    .execute()
}

export async function selectSecrets(db: Db, { kind, organizationKey, key }: SecretHolder): Promise<StoredSecret[]> {
  const { secrets, clientKey } = namesOf(kind)
  const rows = await db
    .selectFrom(secrets)
    .select(['key', 'hash', 'last_four as lastFour', 'expires_at as expiresAt', 'created_at as createdAt'])
    .select(['created_by', 'is_current', 'used_at as usedAt', 'last_used_at as lastUsedAt'])
    .where('organization_key', '=', organizationKey)
    .where(clientKey, '=', key)
    .orderBy('created_at', 'desc')
    .orderBy('key', 'desc')
    .execute()
  return rows.map(({ is_current, created_by, ...secret }) => ({
    ...secret,
    createdBy: created_by === null ? null : JSON.parse(created_by),
    isCurrent: fromFlag(is_current),
  }))
}

/** Stores a use of a secret: the first one, and the last one. Nodes may write in any order. */
export async function updateSecretUse(
  db: Db,
  kind: ClientKind,
  organizationKey: string,
  key: string,
  usedAt: string,
): Promise<void> {
  await db
    .updateTable(namesOf(kind).secrets)
    .set({ used_at: sql<string>`coalesce(used_at, ${usedAt})`, last_used_at: usedAt })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where((where) => where.or([where('last_used_at', 'is', null), where('last_used_at', '<', usedAt)]))
    .execute()
}

/** Ends all secrets by `until`, and deletes those that have ended before `now`. */
export async function retireSecrets(
  db: Db,
  { kind, organizationKey, key }: SecretHolder,
  { until, now }: { until: string; now: string },
): Promise<void> {
  const { secrets, clientKey } = namesOf(kind)
  const ofClient = db.updateTable(secrets).where('organization_key', '=', organizationKey).where(clientKey, '=', key)
  await ofClient.set({ is_current: 0 }).execute()
  await ofClient.set({ expires_at: until }).where('expires_at', '>', until).execute()
  await deletion(db, { kind, organizationKey, key }).where('expires_at', '<=', now).execute()
}

/** @param secretKey one secret; all of the client unless given */
export async function deleteSecrets(db: Db, holder: SecretHolder, secretKey?: string): Promise<void> {
  let secrets = deletion(db, holder)
  if (secretKey !== undefined) secrets = secrets.where('key', '=', secretKey)
  await secrets.execute()
}

/** From now on this one is the newest of the client. */
export async function makeCurrent(db: Db, { kind, organizationKey }: SecretHolder, secretKey: string): Promise<void> {
  await db
    .updateTable(namesOf(kind).secrets)
    .set({ is_current: 1 })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', secretKey)
    .execute()
}

/** The secret expires at this time. */
export async function updateSecretEnd(
  db: Db,
  { kind, organizationKey }: SecretHolder,
  secretKey: string,
  expiresAt: string,
): Promise<void> {
  await db
    .updateTable(namesOf(kind).secrets)
    .set({ expires_at: expiresAt })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', secretKey)
    .execute()
}

const deletion = (db: Db, { kind, organizationKey, key }: SecretHolder) =>
  db
    .deleteFrom(namesOf(kind).secrets)
    .where('organization_key', '=', organizationKey)
    .where(namesOf(kind).clientKey, '=', key)

/**
 * The newest secrets that expire until then, of all organizations, of which nobody was reminded: by their index, so that a
 * page reads as many rows as it has, also where clients want no reminder and where all expire at the same moment.
 * @param page.after where the last page ended
 */
export async function selectExpiringSecrets(
  db: Db,
  kind: ClientKind,
  { now, until, after, limit }: { now: string; until: string } & PageAfter<ExpiringSecret>,
): Promise<ExpiringSecret[]> {
  const { clients, secrets, clientKey, isInUse } = namesOf(kind)
  const page = db
    .selectFrom(secrets)
    .select(['organization_key', 'key', clientKey, 'expires_at'])
    .where(sql<boolean>`is_current = 1 and reminded_at is null`)
    .where((where) =>
      after ? sql<boolean>`(expires_at, key) > (${after.expiresAt}, ${after.key})` : where('expires_at', '>', now),
    )
    .where('expires_at', '<=', until)
    .orderBy('expires_at')
    .orderBy('key')
    .limit(limit)
  const rows = await db
    .selectFrom(page.as('s'))
    .innerJoin(`${clients} as c`, (join) =>
      join.onRef('c.organization_key', '=', 's.organization_key').onRef('c.key', '=', `s.${clientKey}`),
    )
    .select(['s.organization_key as organizationKey', 's.key', 'c.key as clientKey', 'c.name as clientName'])
    .select(['s.expires_at as expiresAt', 'c.has_expiry_reminder', `${isInUse.column} as in_use`])
    .orderBy('s.expires_at')
    .orderBy('s.key')
    .execute()
  return rows.map(({ has_expiry_reminder, in_use, ...secret }) => ({
    ...secret,
    isToBeTold: fromFlag(has_expiry_reminder) && in_use === isInUse.value,
  }))
}

/**
 * Stores that the reminder is sent. On PostgreSQL a second node waits for the first one's row, then finds it stored.
 * @returns false where it was stored before, or there is a newer secret
 */
export async function markReminded(
  db: Db,
  kind: ClientKind,
  { organizationKey, key }: Pick<ExpiringSecret, 'organizationKey' | 'key'>,
  now: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(namesOf(kind).secrets)
    .set({ reminded_at: now })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('reminded_at', 'is', null)
    .where('is_current', '=', 1)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
