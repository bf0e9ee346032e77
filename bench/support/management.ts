import type { Context } from '../../packages/server/src/context.ts'
import { fold } from '../../packages/server/src/db/fold.ts'
import { insertRows } from '../../packages/server/src/db/insert-rows.ts'
import { newKey } from '../../packages/server/src/db/keys.ts'
import { toTimestamp } from '../../packages/server/src/db/timestamp.ts'
import { type Db, transaction } from '../../packages/server/src/db/transaction.ts'
import { insertAuditEntries } from '../../packages/server/src/modules/foundation/audit/audit-repository.ts'

const organizationRoles = 300
const apiClients = 500
const identityProviders = 50
const portfolios = 20
const auditEntries = 100_000

const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n))

/** Organization roles, API clients, identity providers, claim mappings, portfolios, and an audit trail. @returns the roles */
export async function fillManagement(
  { db, clock, organizationKey }: { db: Db; clock: Context['clock']; organizationKey: string },
  { userKeys, groupKeys, provider }: { userKeys: string[]; groupKeys: string[]; provider: string },
): Promise<string[]> {
  const created_at = toTimestamp(clock.now())
  const own = () => ({ organization_key: organizationKey, key: newKey(clock.now()), created_at })
  const named = (name: string) => ({ ...own(), name, name_folded: fold(name) })
  const roles = times(organizationRoles, (n) => ({
    ...named(`Member role ${n}`),
    built_in: null,
    updated_at: created_at,
  }))
  await transaction({ db: db }, async ({ db: trx }) => {
    await insertRows(trx, 'organization_roles', roles)
    await insertRows(
      trx,
      'portfolios',
      times(portfolios, (n) => ({ ...named(`Portfolio ${n}`), is_main: 0 as const })),
    )
    await insertRows(
      trx,
      'identity_providers',
      times(identityProviders, (n) => ({
        ...named(`Provider ${n}`),
        type: 'SAML' as const,
        subtype: 'Custom',
        is_built_in: 0 as const,
        oidc: null,
        client_secret_encrypted: null,
        saml: null,
        token_normalizations: null,
        updated_at: created_at,
      })),
    )
    const clients = times(apiClients, (n) => ({
      ...named(`Client ${n}`),
      client_id: n.toString(16).padStart(32, '0'),
      description: null,
      is_suspended: 0 as const,
      has_expiry_reminder: 1 as const,
      access_token_type: 'at+jwt',
      jwks: null,
      last_used_at: null,
      updated_at: created_at,
    }))
    await insertRows(trx, 'api_clients', clients)
    await insertRows(
      trx,
      'api_client_secrets',
      clients.map(({ key, name }) => ({
        ...own(),
        api_client_key: key,
        hash: name,
        last_four: 'abcd',
        is_current: 1 as const,
        expires_at: toTimestamp(clock.now() + 365 * 86_400_000),
      })),
    )
    await insertRows(
      trx,
      'group_claim_mappings',
      groupKeys
        .filter((_, n) => n % 5 === 0)
        .map((group_key, n) => ({
          ...own(),
          group_key,
          identity_provider_key: provider,
          claim_name: 'department',
          claim_value: String(n),
          value_delimiter: null,
          updated_at: created_at,
        })),
    )
    insertAuditEntries(
      trx,
      times(auditEntries, (n) => ({
        organization_key: organizationKey,
        key: newKey(clock.now()),
        occurred_at: toTimestamp(clock.now() - n * 1_000),
        actor_type: 'system' as const,
        actor_key: null,
        actor_name: 'bench',
        address: null,
        trace_id: null,
        action: n % 10 === 0 ? 'user.updated' : 'user.created',
        entity_type: 'user',
        entity_key: userKeys[n] ?? '',
        entity_name: `User ${n}`,
        old_values: null,
        new_values: '{"status":"Active"}',
        environment_key: null,
        result: 'Success' as const,
        occurrences: 1,
      })),
    )
  })
  return roles.map(({ key }) => key)
}
