import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import { loopTurns } from '@portico/testing/loop-turns.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { newKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import { listUserGroups } from '../assignments/list-user-groups.ts'
import { createClaimMapping } from './create-claim-mapping.ts'
import { deleteClaimMapping } from './delete-claim-mapping.ts'
import { deleteMappedMemberships, selectGroupsWithKeys } from './mapped-members-repository.ts'
import { updateGroupMembers } from './update-group-members.ts'
import { updateMappedMemberships } from './update-mapped-memberships.ts'

onBothEngines('Memberships by claims', (_engine, open) => {
  const clock = { now: () => Date.parse('2026-11-28T15:00:00.000Z') }
  let db: Db
  let directory: Directory
  let acme: string
  let other: string

  before(async () => {
    db = (await open()).db
    directory = await createDirectory(db, clock)
    acme = await directory.identityProvider('Acme')
    other = await directory.identityProvider('Other')
  })

  const parts = () => ({ db, clock })
  const user = async (): Promise<string> => (await directory.users({ name: 'Ada' }))[0] ?? ''
  const group = async (...mappings: [providerKey: string, value: string][]): Promise<string> => {
    const [key = ''] = await directory.groups({ environmentKey: directory.test.key, name: randomUUID() })
    for (const [providerKey, value] of mappings) await map(key, providerKey, value)
    return key
  }
  const map = (key: string, providerKey: string, value: string) =>
    createClaimMapping(parts(), directory.administrator, key, { providerKey, foreignClaim: { name: 'groups', value } })
  const signIn = (userKey: string, providerKey: string, ...groups: string[]) =>
    transaction(parts(), (inside) =>
      updateMappedMemberships(inside, directory.administrator, { userKey, providerKey }, { groups }),
    )
  const groupsOf = async (userKey: string): Promise<string[]> =>
    (await listUserGroups(parts(), directory.administrator, userKey, {})).results.map(({ group }) => group.key).sort()
  const changesOf = async (groupKey: string): Promise<string[]> => {
    const { results } = await listAuditEntries(parts(), directory.administrator, { entityKey: [groupKey] })
    return results.map(({ action }) => action).filter((action) => action.startsWith('group.users'))
  }

  test('begin and end as the provider says, and only the difference is recorded', async () => {
    const [a, b, c] = [await group([acme, 'a']), await group([acme, 'b']), await group([acme, 'c'])]
    const key = await user()
    await signIn(key, acme, 'a', 'b', 'unknown')
    assert.deepEqual(await groupsOf(key), [a, b].sort())
    await storingNothing(db, () => signIn(key, acme, 'b', 'a', 'a'))
    await signIn(key, acme, 'b', 'c')
    assert.deepEqual(await groupsOf(key), [b, c].sort())
    assert.deepEqual((await changesOf(a)).sort(), ['group.users-added', 'group.users-removed'])
    assert.deepEqual(await changesOf(b), ['group.users-added'])
    await signIn(key, acme)
    assert.deepEqual(await groupsOf(key), [])
  })

  test('begin by whichever of very many mappings, between which the event loop has its turn', async () => {
    const many = await directory.identityProvider('Many')
    const [key, groupKey] = [await user(), await group([many, 'first'])]
    const common = { organization_key: directory.organizationKey, group_key: groupKey, identity_provider_key: many }
    const times = { created_at: '2026', updated_at: '2026' }
    const row = (n: number) => ({
      key: newKey(),
      claim_name: 'groups',
      claim_value: `value ${n}`,
      value_delimiter: null,
    })
    const rows = Array.from({ length: 20_000 }, (_, n) => ({ ...common, ...row(n), ...times }))
    await insertRows(db, 'group_claim_mappings', rows)
    const last = await group([many, 'last'])
    const { longest } = await loopTurns(() => signIn(key, many, 'first', 'last'))
    assert.ok(longest < 40, `${longest} ms`)
    assert.deepEqual(await groupsOf(key), [groupKey, last].sort())
  })

  test('are a thousand of a provider at most, by its first mappings, and begin and end in slices', async () => {
    const [many, key] = [await directory.identityProvider('Thousands'), await user()]
    const { organizationKey: organization_key, test } = directory
    const keys = await directory.groups(...Array.from({ length: 1_100 }, () => ({ environmentKey: test.key })))
    const claim = { claim_name: 'groups', claim_value: 'all', value_delimiter: null }
    const row = { organization_key, identity_provider_key: many, ...claim, created_at: '2026', updated_at: '2026' }
    const rows = keys.map((group_key) => ({ ...row, key: newKey(), group_key }))
    await insertRows(db, 'group_claim_mappings', rows)
    const first = rows.toSorted((one, other) => (one.key < other.key ? -1 : 1)).slice(0, 1_000)
    const memberships = db.selectFrom('group_users').select('group_key').where('user_key', '=', key)
    const given = await loopTurns(() => signIn(key, many, 'all'))
    const members = (await memberships.execute()).map(({ group_key }) => group_key)
    assert.deepEqual(members.sort(), first.map(({ group_key }) => group_key).sort())
    const taken = await loopTurns(() => signIn(key, many))
    assert.deepEqual(await memberships.execute(), [])
    const longest = [given.longest, taken.longest]
    assert.ok(Math.max(...longest) < 30, `${longest} ms`)
  })

  test('end, and their groups are found, however many there are', async () => {
    const [key, groupKey] = [await user(), await group([acme, 'among many'])]
    await signIn(key, acme, 'among many')
    // More than a statement of either engine takes parameters
    const keys = [...Array.from({ length: 70_000 }, () => newKey()), groupKey]
    const found = await selectGroupsWithKeys(db, directory.organizationKey, keys)
    assert.deepEqual(
      found.map((one) => one.key),
      [groupKey],
    )
    await deleteMappedMemberships(db, directory.organizationKey, key, keys)
    assert.deepEqual(await groupsOf(key), [])
  })

  test('stay where another provider gave them, and end with the last one', async () => {
    const key = await user()
    const both = await group([acme, 'both'], [other, 'x'])
    await signIn(key, acme, 'both')
    await signIn(key, other, 'x')
    await signIn(key, acme)
    assert.deepEqual(await groupsOf(key), [both])
    await signIn(key, other)
    assert.deepEqual(await groupsOf(key), [])
    assert.deepEqual((await changesOf(both)).length, 2)
  })

  test('end at the next sign-in after their mapping is deleted, and never touch what an administrator assigned', async () => {
    const [key, groupKey] = [await user(), await group()]
    const { key: mappingKey } = await map(groupKey, acme, 'gone')
    await updateGroupMembers(parts(), directory.administrator, groupKey, { userKeysToAdd: [key] })
    await signIn(key, acme, 'gone')
    await deleteClaimMapping(parts(), directory.administrator, { key: groupKey, mappingKey })
    await signIn(key, acme, 'gone')
    assert.deepEqual(await groupsOf(key), [groupKey])
    await updateGroupMembers(parts(), directory.administrator, groupKey, { userKeysToRemove: [key] })
    assert.deepEqual(await groupsOf(key), [])
  })

  test('that were there before anybody knew from where end as well', async () => {
    const key = await user()
    const members = [{ userKey: key, membershipType: 'Mapped' as const }]
    await directory.groups({ environmentKey: directory.test.key, members })
    await signIn(key, acme)
    assert.deepEqual(await groupsOf(key), [])
  })

  test('are those of the claims of this provider alone', async () => {
    const key = await user()
    await group([other, 'admins'])
    await signIn(key, acme, 'admins')
    assert.deepEqual(await groupsOf(key), [])
  })
})
