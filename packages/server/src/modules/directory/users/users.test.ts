import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import fc from 'fast-check'
import type { Parts } from '../../../db/parts.ts'
import type { UserStatus } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { createUser } from './create-user.ts'
import { deleteUser } from './delete-user.ts'
import { getUser } from './get-user.ts'
import { getUserApplicationRoles } from './get-user-application-roles.ts'
import { countUsers, listUsers } from './list-users.ts'
import { updateUser } from './update-user.ts'

const day = 86_400_000
const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('Users', (_engine, open) => {
  const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
  let db: Db
  let directory: Directory
  let parts: Parts<'clock'>
  let manager: Principal

  before(async () => {
    db = (await open()).db
    parts = { db, clock }
    directory = await createDirectory(db, clock)
    manager = directory.principal('User and access management > Manage users')
  })

  const actionsOn = async (key: string): Promise<string[]> => {
    const rows = await db
      .selectFrom('audit_entries')
      .select('action')
      .where('organization_key', '=', directory.organizationKey)
      .where('entity_key', '=', key)
      .orderBy('key')
      .execute()
    return rows.map(({ action }) => action).sort()
  }
  const fails = (work: () => Promise<unknown>, problem: string): Promise<void> =>
    storingNothing(db, () => assert.rejects(work, { problem }))
  const add = async (status: UserStatus = 'Active', name = 'Ada'): Promise<string> =>
    (await directory.users({ name, status }))[0] ?? ''

  test('reads a user with everything that is known', async () => {
    const [key = ''] = await directory.users({
      name: 'Ada',
      email: 'Ada@Example.com',
      photoUrl: 'https://example.com/ada.png',
      isEmailVerified: true,
      isTermsAccepted: true,
      profiles: [{ identityProviderKey: directory.builtInKey, subject: 's', username: 'ada' }],
      logins: [
        { environmentKey: directory.test.key, lastLoginAt: '2026-11-01T00:00:00.000Z' },
        { environmentKey: directory.production.key, lastLoginAt: '2026-11-02T00:00:00.000Z' },
      ],
    })
    assert.deepEqual(await getUser(parts, manager, key.toUpperCase(), ['UserIdentityProviders', 'ApplicationRoles']), {
      key,
      name: 'Ada',
      email: 'Ada@Example.com',
      status: 'Active',
      access: { hasOrganizationRoles: false, hasApplicationRoles: false },
      lastLoginAt: '2026-11-02T00:00:00.000Z',
      isActive: true,
      photoUrl: 'https://example.com/ada.png',
      isEmailVerified: true,
      isTermsAndConditionsAccepted: true,
      _embedded: {
        applicationRoles: [],
        userIdentityProviders: [
          {
            userKey: key,
            identityProviderKey: directory.builtInKey,
            subject: 's',
            username: 'ada',
            name: 'Ada',
            email: 'Ada@Example.com',
            photoUrl: 'https://example.com/ada.png',
            firstLoginAt: '2026-11-02T00:00:00.000Z',
            lastLoginAt: '2026-11-02T00:00:00.000Z',
            isEmailVerified: true,
          },
        ],
      },
    })
    assert.equal('_embedded' in (await getUser(parts, manager, key, undefined)), false)
    await assert.rejects(getUser(parts, manager, unknownKey, undefined), { problem: 'user_not_found' })
    const elsewhere = await createDirectory(db, clock)
    await assert.rejects(
      getUser(parts, elsewhere.principal('User and access management > Manage users'), key, undefined),
      {
        problem: 'user_not_found',
      },
    )
  })

  test('embeds the roles of each user with the ways in which the user has them', async () => {
    const [assetKey = ''] = await directory.assets('Embedding')
    const { development, test } = directory
    const roles = await directory.roles(
      { assetKey, name: 'b', environmentKeys: [development.key, test.key] },
      { assetKey, name: 'A', claim: 'a', environmentKeys: [development.key] },
    )
    const [inDevelopment, inTest, a] = roles as [(typeof roles)[0], (typeof roles)[0], (typeof roles)[0]]
    const [one = '', two = ''] = await directory.users({ name: 'one' }, { name: 'two' })
    const [group] = await directory.groups({
      environmentKey: development.key,
      name: 'Group',
      applicationRoleKeys: [inDevelopment.key],
      members: [
        { userKey: one, membershipType: 'Mapped' },
        { userKey: one, membershipType: 'Assigned' },
      ],
    })
    await directory.grant([one, inDevelopment.key], [one, inTest.key], [one, a.key])
    const { portfolioKey } = directory
    const groups = [
      { key: group, name: 'Group', membershipType: 'Assigned' },
      { key: group, name: 'Group', membershipType: 'Mapped' },
    ]
    // Roles of one name come by key.
    const byKey = (one: { key: string }, another: { key: string }): number => (one.key < another.key ? -1 : 1)
    const expected = [
      { ...a, portfolioKey, isDirectlyAssigned: true, assignedGroups: [] },
      ...[
        { ...inDevelopment, portfolioKey, isDirectlyAssigned: true, assignedGroups: groups },
        { ...inTest, portfolioKey, isDirectlyAssigned: true, assignedGroups: [] },
      ].sort(byKey),
    ]
    const embedded = async (principal: Principal, userKey: string) =>
      (await getUser(parts, principal, userKey, ['ApplicationRoles']))._embedded
    assert.deepEqual(await embedded(manager, one), { applicationRoles: expected })
    assert.deepEqual(await embedded(manager, two), { applicationRoles: [] })
    const inDevelopmentOnly = directory.principal([
      'End-user management > View end users',
      new Set([directory.development.key]),
    ])
    assert.deepEqual(await embedded(inDevelopmentOnly, one), {
      applicationRoles: expected.filter(({ key }) => key !== inTest.key),
    })
    await directory.grantOrganizationRole({ userKey: one, organizationRoleKey: directory.developerKey })
    const viewsMembers = directory.principal('User and access management > View members')
    assert.deepEqual(await embedded(viewsMembers, one), { applicationRoles: [] })
  })

  test('gives each of many users what they have, and reads what a group has once for all of its members', async () => {
    const own = await createDirectory(db, clock)
    const environmentKey = own.development.key
    const [assetKey = ''] = await own.assets('Shared')
    const names = ['b', 'a', 'B2', 'c', 'd', 'e']
    const roles = await own.roles(...names.map((name) => ({ assetKey, name, environmentKeys: [environmentKey] })))
    const roleKeys = roles.map(({ key }) => key)
    const users = await own.users(...Array.from({ length: 8 }, (_, index) => ({ name: `user ${index}` })))
    const [first = '', second = ''] = users
    const members = (from: number, to: number, membershipType: 'Assigned' | 'Mapped' = 'Assigned') =>
      users.slice(from, to).map((userKey) => ({ userKey, membershipType }))
    await own.groups(
      { environmentKey, name: 'z', applicationRoleKeys: roleKeys.slice(0, 4), members: members(0, 5) },
      { environmentKey, name: 'y', applicationRoleKeys: roleKeys.slice(2, 5), members: members(3, 6, 'Mapped') },
      { environmentKey, name: 'none', applicationRoleKeys: [], members: members(5, 7) },
    )
    const [role = ''] = roleKeys
    await own.grant(...users.slice(2, 7).map((userKey): [string, string] => [userKey, role]), [
      users[4] ?? '',
      roleKeys[5] ?? '',
    ])
    const { organizationKey } = own
    for (const sources of [undefined, ['Direct'], ['GroupMapped'], ['Direct', 'GroupAssigned']] as const) {
      const together = await getUserApplicationRoles(parts, organizationKey, users, {}, sources)
      for (const [index, user] of users.entries()) {
        const alone = await getUserApplicationRoles(parts, organizationKey, [user], {}, sources)
        assert.deepEqual(together.get(user) ?? [], alone.get(user) ?? [], `${sources} ${index}`)
      }
    }
    const ofAll = await getUserApplicationRoles(parts, organizationKey, users, {})
    const ways = (user: string | undefined): string[] =>
      (ofAll.get(user ?? '') ?? []).map(({ name, isDirectlyAssigned, assignedGroups }) =>
        [name, ...(isDirectlyAssigned ? ['direct'] : []), ...assignedGroups.map(({ name }) => name)].join(' '),
      )
    assert.deepEqual(users.map(ways), [
      ...[0, 1].map(() => ['a z', 'b z', 'B2 z', 'c z']),
      ['a z', 'b direct z', 'B2 z', 'c z'],
      ['a z', 'b direct z', 'B2 y z', 'c y z', 'd y'],
      ['a z', 'b direct z', 'B2 y z', 'c y z', 'd y', 'e direct'],
      ['b direct', 'B2 y', 'c y', 'd y'],
      ['b direct'],
      [],
    ])
    assert.equal(ofAll.get(first)?.[0], ofAll.get(second)?.[0])
  })

  test('shows the users that the permissions cover, in lists, counts and alone', async () => {
    const own = await createDirectory(db, clock)
    const [assetKey = ''] = await own.assets('Visible')
    const environmentKeys = [own.development.key, own.test.key]
    const roles = await own.roles({ assetKey, name: 'User', environmentKeys })
    const [inDevelopment = '', inTest = ''] = roles.map(({ key }) => key)
    const keys = await own.users(
      ...['nobody', 'developer', 'tester', 'member', 'past member'].map((name) => ({ name })),
    )
    const [, developer = '', tester = '', member = '', past = ''] = keys
    await own.groups({
      environmentKey: own.development.key,
      applicationRoleKeys: [inDevelopment],
      members: [{ userKey: developer, membershipType: 'Mapped' }],
    })
    await own.grant([tester, inTest])
    const { developerKey: organizationRoleKey } = own
    await own.grantOrganizationRole(
      { userKey: member, organizationRoleKey, endTime: new Date(clock.now() + 10 * day).toISOString() },
      { userKey: past, organizationRoleKey, endTime: new Date(clock.now()).toISOString() },
    )
    const viewEndUsers = 'End-user management > View end users'
    const viewMembers = 'User and access management > View members'
    const development = new Set([own.development.key])
    const cases: [Principal, string[]][] = [
      [own.principal(viewMembers), ['member']],
      [own.principal(viewEndUsers), ['developer', 'tester']],
      [own.principal([viewEndUsers, development]), ['developer']],
      [own.principal([viewEndUsers, new Set([own.production.key])]), []],
      [own.principal([viewEndUsers, development], viewMembers), ['developer', 'member']],
      [own.principal(viewEndUsers, viewMembers), ['developer', 'member', 'nobody', 'past member', 'tester']],
      [
        own.principal('User and access management > Manage users'),
        ['developer', 'member', 'nobody', 'past member', 'tester'],
      ],
    ]
    for (const [principal, names] of cases) {
      const { results, page } = await listUsers(parts, principal, {})
      assert.deepEqual(
        results.map(({ name }) => name),
        names,
      )
      assert.equal(page.totalResults, names.length)
      assert.deepEqual(await countUsers(parts, principal, {}), { userCount: names.length })
      for (const key of keys) {
        const found = await getUser(parts, principal, key, undefined).catch(({ problem }) => problem)
        const seen = results.find((user) => user.key === key)
        assert.deepEqual(found, seen ?? 'user_not_found')
      }
    }
    clock.advance(11 * day)
    assert.deepEqual(await countUsers(parts, own.principal(viewMembers), {}), { userCount: 0 })
  })

  test('refuses userKeys that are no keys and parameters that exclude each other', async () => {
    const tooMany = Array.from({ length: 21 }, () => unknownKey).join(',')
    for (const userKeys of ['', 'x', `${unknownKey},`, tooMany]) {
      await assert.rejects(listUsers(parts, manager, { userKeys }), {
        problem: 'invalid_parameter',
        message: /userKeys/,
      })
    }
    await assert.rejects(listUsers(parts, manager, { environmentKey: unknownKey, environmentKeys: [unknownKey] }), {
      problem: 'excluded_parameters',
      message: /environmentKey and environmentKeys/,
    })
    assert.equal((await listUsers(parts, manager, { userKeys: ` ${unknownKey.toUpperCase()}` })).page.totalResults, 0)
  })

  test('leaves a field that is absent and clears one that is null', async () => {
    const key = await add()
    await updateUser(parts, manager, key, { name: 'Eve', photoUrl: 'http://example.com/eve.png' })
    await updateUser(parts, manager, key, { isActive: null })
    const { name, photoUrl, status } = await getUser(parts, manager, key, undefined)
    assert.deepEqual(
      { name, photoUrl, status },
      { name: 'Eve', photoUrl: 'http://example.com/eve.png', status: 'Active' },
    )
    await updateUser(parts, manager, key, { name: null, photoUrl: null, isActive: false })
    const cleared = await getUser(parts, manager, key, undefined)
    assert.deepEqual(
      [cleared.name, cleared.photoUrl, cleared.status, cleared.isActive],
      [null, null, 'Inactive', false],
    )
    await updateUser(parts, manager, key, { isActive: true })
    assert.equal((await getUser(parts, manager, key, undefined)).status, 'Active')
    assert.deepEqual(await actionsOn(key), ['user.activated', 'user.deactivated', 'user.updated', 'user.updated'])
  })

  test('changes and records nothing where a change asks for what holds already', async () => {
    const key = await add()
    for (const request of [{}, { name: 'Ada' }, { isActive: true }, { photoUrl: null }]) {
      await storingNothing(db, () => updateUser(parts, manager, key, request))
    }
  })

  test('refuses unknown users, photos that are no web address, and activating a user who has not registered', async () => {
    const invited = await add('Invited')
    const pending = await add('PendingRegistration')
    await fails(() => updateUser(parts, manager, unknownKey, {}), 'user_not_found')
    await fails(() => deleteUser(parts, manager, unknownKey), 'user_not_found')
    await fails(() => updateUser(parts, manager, invited, { name: 'Eve', isActive: true }), 'user_not_registered')
    await fails(() => updateUser(parts, manager, pending, { isActive: true }), 'user_not_registered')
    for (const photoUrl of [
      'javascript:alert(1)',
      'ftp://example.com/a',
      '//example.com/a',
      'https://',
      'http://a b',
      ' ',
    ]) {
      await fails(() => updateUser(parts, manager, invited, { photoUrl }), 'invalid_body')
    }
    await updateUser(parts, manager, invited, { isActive: false })
    assert.equal((await getUser(parts, manager, invited, undefined)).status, 'Inactive')
  })

  test('deletes a user with all that belongs to the user', async () => {
    const [assetKey = ''] = await directory.assets('Deleted')
    const [role] = await directory.roles({ assetKey, name: 'User', environmentKeys: [directory.test.key] })
    const [key = ''] = await directory.users({
      name: 'Ada',
      profiles: [{ identityProviderKey: directory.builtInKey, username: 'gone' }],
      logins: [{ environmentKey: directory.test.key, lastLoginAt: '2026-11-01T00:00:00.000Z' }],
    })
    await directory.grant([key, role?.key ?? ''])
    const [group] = await directory.groups({
      environmentKey: directory.test.key,
      members: [{ userKey: key, membershipType: 'Mapped' }],
    })
    await directory.grantOrganizationRole({ userKey: key, organizationRoleKey: directory.developerKey })
    await deleteUser(parts, manager, key)
    const entry = await db.selectFrom('audit_entries').select('old_values').where('entity_key', '=', key).execute()
    const { organizationRoles, applicationRoleKeys, groupKeys } = JSON.parse(entry[0]?.old_values ?? '{}')
    const developer = { key: directory.developerKey, name: 'Developer', assetKey: null }
    assert.deepEqual(organizationRoles, [developer])
    assert.deepEqual([applicationRoleKeys, groupKeys], [[role?.key], [group]])
    for (const table of [
      'user_identities',
      'user_logins',
      'user_application_roles',
      'group_users',
      'user_organization_roles',
    ] as const) {
      const rows = await db.selectFrom(table).select('user_key').where('user_key', '=', key).execute()
      assert.deepEqual(rows, [], table)
    }
    await assert.rejects(getUser(parts, manager, key, undefined), { problem: 'user_not_found' })
    await assert.rejects(deleteUser(parts, manager, key), { problem: 'user_not_found' })
    assert.deepEqual(await actionsOn(key), ['user.deleted'])
  })

  test('keeps one active Administrator', async () => {
    const own = await createDirectory(db, clock)
    const principal = own.administrator
    const [first = '', second = '', third = ''] = await own.users({ name: '1' }, { name: '2' }, { name: '3' })
    const { administratorKey: organizationRoleKey } = own
    const [assetKey = ''] = await own.assets('Own')
    await own.grantOrganizationRole(
      { userKey: first, organizationRoleKey },
      { userKey: second, organizationRoleKey, endTime: new Date(clock.now() + day).toISOString() },
      { userKey: third, organizationRoleKey, assetKey },
    )
    // The second one will be none tomorrow.
    await fails(() => updateUser(parts, principal, first, { isActive: false }), 'last_administrator')
    await fails(() => deleteUser(parts, principal, first), 'last_administrator')
    await updateUser(parts, principal, second, { isActive: false })
    await updateUser(parts, principal, second, { isActive: true })
    await updateUser(parts, principal, first, { name: 'One' })
    clock.advance(2 * day)
    await deleteUser(parts, principal, second)
    await fails(() => deleteUser(parts, principal, first), 'last_administrator')
    const answers = await Promise.allSettled([first, third].map((key) => deleteUser(parts, principal, key)))
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['rejected', 'fulfilled'],
    )
  })

  test('keeps one of two Administrators who are deactivated at the same time', async () => {
    for (let round = 0; round < 5; round++) {
      const own = await createDirectory(db, clock)
      const principal = own.administrator
      const keys = await own.users({ name: '1' }, { name: '2' })
      await own.grantOrganizationRole(
        ...keys.map((userKey) => ({ userKey, organizationRoleKey: own.administratorKey })),
      )
      const answers = await Promise.allSettled([
        updateUser(parts, principal, keys[0] ?? '', { isActive: false }),
        deleteUser(parts, principal, keys[1] ?? ''),
      ])
      assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    }
  })

  test('keeps its counters equal to the users through whatever happens', async () => {
    const operation = fc.oneof(
      fc.record({ kind: fc.constant('create' as const), isActive: fc.boolean() }),
      fc.record({
        kind: fc.constantFrom('activate' as const, 'deactivate' as const, 'delete' as const),
        nth: fc.nat(20),
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(operation, { maxLength: 3 }), { maxLength: 8 }), async (rounds) => {
        const own = await createDirectory(db, clock)
        const principal = own.principal('User and access management > Manage users')
        const keys = await own.users({ status: 'Invited' }, { status: 'PendingRegistration' }, { status: 'Active' })
        // Those of one round happen at the same time.
        for (const [index, round] of rounds.entries()) {
          await Promise.allSettled(
            round.map(async (one, nth) => {
              if (one.kind === 'create') {
                const email = `${index}.${nth % 2}@example.com`
                keys.push((await createUser(parts, principal, { email, isActive: one.isActive })).key)
                return
              }
              const key = keys[one.nth % keys.length] ?? ''
              if (one.kind === 'delete') await deleteUser(parts, principal, key)
              else await updateUser(parts, principal, key, { isActive: one.kind === 'activate' })
            }),
          )
        }
        for (const status of ['Active', 'Invited', 'Inactive', 'PendingRegistration', undefined] as const) {
          let counted = db.selectFrom('users').where('organization_key', '=', own.organizationKey)
          if (status) counted = counted.where('status', '=', status)
          const { userCount } = await countUsers(parts, principal, status ? { status } : {})
          const { n } = await counted.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
          assert.equal(userCount, n)
        }
      }),
      { numRuns: 15 },
    )
  })
})
