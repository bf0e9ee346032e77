import { runCompiled } from '../../../db/run-compiled.ts'
import type { Db } from '../../../db/transaction.ts'

interface ConsentId {
  organizationKey: string
  userKey: string
  relyingPartyKey: string
}

export async function selectConsentScopes(db: Db, id: ConsentId): Promise<string[]> {
  const [row] = await runCompiled(db, 'scopes of a consent', id, ({ organizationKey, userKey, relyingPartyKey }) =>
    db
      .selectFrom('relying_party_consents')
      .select('scopes')
      .where('organization_key', '=', organizationKey)
      .where('user_key', '=', userKey)
      .where('relying_party_key', '=', relyingPartyKey),
  )
  return row ? row.scopes.split(' ') : []
}

export async function upsertConsent(
  db: Db,
  { organizationKey, userKey, relyingPartyKey }: ConsentId,
  scopes: readonly string[],
  now: string,
): Promise<void> {
  const changed = { scopes: scopes.join(' '), updated_at: now }
  await db
    .insertInto('relying_party_consents')
    .values({
      organization_key: organizationKey,
      user_key: userKey,
      relying_party_key: relyingPartyKey,
      created_at: now,
      ...changed,
    })
    .onConflict((conflict) =>
      conflict.columns(['organization_key', 'user_key', 'relying_party_key']).doUpdateSet(changed),
    )
    .execute()
}

/** Of a user, by the name of the relying party */
export const selectConsentsOfUser = (db: Db, organizationKey: string, userKey: string) =>
  db
    .selectFrom('relying_party_consents as c')
    .innerJoin('relying_parties as r', (join) =>
      join.onRef('r.organization_key', '=', 'c.organization_key').onRef('r.key', '=', 'c.relying_party_key'),
    )
    .select(['r.key', 'r.client_id as clientId', 'r.name', 'r.logo_url as logoUrl', 'c.scopes'])
    .select('c.updated_at as givenAt')
    .where('c.organization_key', '=', organizationKey)
    .where('c.user_key', '=', userKey)
    .orderBy('r.name_folded')
    .execute()

/** @returns whether there was one */
export async function deleteConsent(
  db: Db,
  { organizationKey, userKey, relyingPartyKey }: ConsentId,
): Promise<boolean> {
  const result = await db
    .deleteFrom('relying_party_consents')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('relying_party_key', '=', relyingPartyKey)
    .executeTakeFirst()
  return result.numDeletedRows === 1n
}
