import { sql } from 'kysely'
import { foldedName } from '../../src/db/folded-columns.ts'
import { newKey } from '../../src/db/keys.ts'
import type { Parts } from '../../src/db/parts.ts'
import { assetTypes } from '../../src/db/schema/asset-types.ts'
import { toTimestamp } from '../../src/db/timestamp.ts'
import type { Db } from '../../src/db/transaction.ts'
import { seedApplicationRoles } from '../../src/modules/applications/application-roles/seed-application-roles.ts'
import { seedAssets } from '../../src/modules/applications/assets/seed-assets.ts'
import { seedGroups } from '../../src/modules/directory/groups/seed-groups.ts'
import type { Random } from '../user-index/random.ts'
import { type ListWorld, texts } from './list-world.ts'

type Write = (parts: Parts<'clock'>, random: Random, world: ListWorld) => Promise<unknown>

const nameOf = (random: Random): string => `${random.pick(texts)}${random.pick(texts)} ${random.below(1_000_000)}`
const folded = (name: string) => ({ name, name_folded: foldedName(name) })
const day = 86_400_000

/** Whatever changes what lists are filtered or sorted by. The triggers know nothing of operations: these are statements. */
export const writes: readonly Write[] = [
  async (parts, random, { directory, environmentKeys, groupKeys }) => {
    const group = {
      environmentKey: random.pick(environmentKeys),
      name: nameOf(random),
      applicationRoleKeys: [],
      members: [],
    }
    groupKeys.push(...(await seedGroups(parts, directory.organizationKey, [group])).map(({ key }) => key))
  },
  async ({ db }, random, { groupKeys }) =>
    db
      .updateTable('groups')
      .set(folded(nameOf(random)))
      .where('key', '=', random.pick(groupKeys))
      .execute(),
  async ({ db }, random, { groupKeys }) =>
    random.oneIn(3) && db.deleteFrom('groups').where('key', '=', random.pick(groupKeys)).execute(),
  async ({ db, clock }, random, { directory, groupKeys, providerKeys }) => {
    const now = toTimestamp(clock.now())
    const rows = db
      .selectFrom('groups')
      .where('key', 'in', random.some(groupKeys, 5).concat(groupKeys[0] ?? ''))
      .select((eb) => [eb.val(directory.organizationKey).as('organization_key'), 'key as group_key'])
    for (const { organization_key, group_key } of await rows.execute()) {
      await db
        .insertInto('group_claim_mappings')
        .values({
          ...{ organization_key, group_key, key: newKey(clock.now()), created_at: now, updated_at: now },
          ...{ identity_provider_key: random.pick(providerKeys), claim_name: 'a', claim_value: `${random.below(1e9)}` },
        })
        .execute()
    }
  },
  async ({ db }, random, { groupKeys, providerKeys }) =>
    db
      .updateTable('group_claim_mappings')
      .set({ identity_provider_key: random.pick(providerKeys) })
      .where('group_key', '=', random.pick(groupKeys))
      .execute(),
  async ({ db }, random, { groupKeys }) =>
    db
      .deleteFrom('group_claim_mappings')
      .where('group_key', 'in', random.some(groupKeys, 6).concat(random.pick(groupKeys)))
      .execute(),
  async (parts, random, { directory, environmentKeys, assetKeys }) => {
    const { organizationKey, portfolioKey } = directory
    const asset = {
      portfolioKey,
      name: nameOf(random),
      type: random.pick(assetTypes),
      environmentKeys: random.some(environmentKeys, 3),
    }
    assetKeys.push(...(await seedAssets(parts, organizationKey, [asset])).map(({ key }) => key))
  },
  async ({ db }, random, { assetKeys }) =>
    db
      .updateTable('assets')
      .set({ ...folded(nameOf(random)), type: random.pick(assetTypes) })
      .where('key', '=', random.pick(assetKeys))
      .execute(),
  async ({ db }, random, { assetKeys }) =>
    random.oneIn(4) && db.deleteFrom('assets').where('key', '=', random.pick(assetKeys)).execute(),
  async ({ db, clock }, random, { assetKeys, environmentKeys }) =>
    db
      .updateTable('asset_deployments')
      .set({ deployed_at: toTimestamp(clock.now() - random.below(day)) })
      .where('asset_key', 'in', [random.pick(assetKeys), random.pick(assetKeys)])
      .where('environment_key', '=', random.pick(environmentKeys))
      .execute(),
  async ({ db }, random, { assetKeys }) =>
    db.deleteFrom('asset_deployments').where('asset_key', '=', random.pick(assetKeys)).execute(),
  async (parts, random, { directory, environmentKeys, assetKeys, roleKeys }) => {
    const assets = await parts.db.selectFrom('assets').select('key').where('key', 'in', assetKeys).execute()
    if (assets.length === 0) return
    const role = {
      assetKey: random.pick(assets).key,
      name: nameOf(random),
      environmentKeys: random.some(environmentKeys, 3),
    }
    roleKeys.push(...(await seedApplicationRoles(parts, directory.organizationKey, [role])).map(({ key }) => key))
  },
  async ({ db }, random, { roleKeys }) =>
    db
      .updateTable('application_roles')
      .set(folded(nameOf(random)))
      .where('key', '=', random.pick(roleKeys))
      .execute(),
  async ({ db }, random, { roleKeys }) =>
    db.deleteFrom('application_roles').where('key', '=', random.pick(roleKeys)).execute(),
  createClient,
  createClient,
  async ({ db, clock }, random, { clientKeys }) =>
    db
      .updateTable('api_clients')
      .set({
        is_suspended: random.oneIn(3) ? 1 : 0,
        last_used_at: random.oneIn(3) ? null : toTimestamp(clock.now() - random.below(day)),
      })
      .where('key', 'in', ['', ...random.some(clientKeys, 3)].filter((key) => key !== '').concat(newKey(clock.now())))
      .execute(),
  async ({ db }, random, { clientKeys }) =>
    clientKeys.length > 0 &&
    db
      .updateTable('api_clients')
      .set(folded(nameOf(random)))
      .where('key', '=', random.pick(clientKeys))
      .execute(),
  async ({ db }, random, { clientKeys }) =>
    clientKeys.length > 0 &&
    db
      .updateTable('api_clients')
      .set(random.pick([{ jwks: '{"keys":[]}' }, { jwks_uri: 'https://keys.example' }, { jwks: null, jwks_uri: null }]))
      .where('key', '=', random.pick(clientKeys))
      .execute(),
  async ({ db, clock }, random, { clientKeys }) =>
    clientKeys.length > 0 &&
    db
      .updateTable('api_client_secrets')
      .set({ expires_at: toTimestamp(clock.now() + (random.below(60) - 20) * day) })
      .where('api_client_key', '=', random.pick(clientKeys))
      .execute(),
  async ({ db }, random, { clientKeys }) =>
    clientKeys.length > 0 &&
    db.deleteFrom('api_client_permissions').where('api_client_key', '=', random.pick(clientKeys)).execute(),
  async ({ db }, random, { clientKeys }) =>
    clientKeys.length > 0 &&
    db.deleteFrom('api_client_scopes').where('api_client_key', '=', random.pick(clientKeys)).execute(),
  // Takes the scope from whoever has it.
  async ({ db }, random) => random.oneIn(5) && db.deleteFrom('registered_api_scopes').execute(),
  async ({ db }, random, { clientKeys }) =>
    clientKeys.length > 0 &&
    random.oneIn(3) &&
    db.deleteFrom('api_clients').where('key', '=', random.pick(clientKeys)).execute(),
  // A lock, which changes nothing
  async ({ db }) =>
    db
      .updateTable('assets')
      .set({ name: sql.ref('name') })
      .execute(),
]

/** Of an API of its own */
async function giveScope(db: Db, organization_key: string, api_client_key: string): Promise<void> {
  const [api, scope] = [newKey(), newKey()]
  const text = { name: 'API', name_folded: 'api', audience: api, audience_compared: api }
  const more = { access_token_minutes: 60, is_active: 1 as const, created_at: '', updated_at: '' }
  await db
    .insertInto('registered_apis')
    .values({ organization_key, key: api, ...text, ...more })
    .execute()
  await db
    .insertInto('registered_api_scopes')
    .values({ organization_key, key: scope, registered_api_key: api, name: 'a', description: null, position: 0 })
    .execute()
  await db.insertInto('api_client_scopes').values({ organization_key, api_client_key, scope_key: scope }).execute()
}

async function createClient({ db, clock }: Parts<'clock'>, random: Random, { directory, clientKeys }: ListWorld) {
  const key = newKey(clock.now())
  const now = toTimestamp(clock.now() - random.below(day))
  const own = { organization_key: directory.organizationKey }
  await db
    .insertInto('api_clients')
    .values({
      ...{ ...own, key, ...folded(nameOf(random)), client_id: key.replaceAll('-', ''), access_token_type: 'JWT' },
      ...{ is_suspended: 0, has_expiry_reminder: 0, created_at: now, updated_at: now },
    })
    .execute()
  const secret = { ...own, api_client_key: key, last_four: 'abcd', created_at: now }
  for (const is_current of [1, 0] as const) {
    await db
      .insertInto('api_client_secrets')
      .values({
        ...{ ...secret, is_current, key: newKey(clock.now()), hash: `${key} ${is_current}` },
        expires_at: toTimestamp(clock.now() + random.below(60) * day),
      })
      .execute()
  }
  if (random.oneIn(2)) {
    await db
      .insertInto('api_client_permissions')
      .values({ ...own, key: newKey(clock.now()), api_client_key: key, permission_key: newKey(clock.now()) })
      .execute()
  }
  if (random.oneIn(3)) await giveScope(db, own.organization_key, key)
  clientKeys.push(key)
}
