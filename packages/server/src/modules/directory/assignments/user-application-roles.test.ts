import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { type ApplicationRole, createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { grantUserApplicationRole } from './grant-user-application-role.ts'
import { listUserApplicationRoles } from './list-user-application-roles.ts'
import { revokeUserApplicationRole } from './revoke-user-application-role.ts'
import type { UserApplicationRolesQuery } from './user-application-roles-schemas.ts'

const every: NonNullable<UserApplicationRolesQuery['assignmentSources']> = ['Direct', 'GroupAssigned', 'GroupMapped']
const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('Application roles of users', (_engine, open) => {
  const clock = { now: () => Date.parse('2026-11-23T15:00:00.000Z') }
  let db: Db
  let directory: Directory
  let parts: Parts<'clock'>
  let viewer: Principal
  let assetKeys: string[]
  let userKey: string
  let groupKeys: string[]
  /** By name and environment: 'alpha dev' */
  const roles = new Map<string, ApplicationRole>()

  before(async () => {
    db = (await open()).db
    parts = { db, clock }
    directory = await createDirectory(db, clock)
    viewer = directory.principal('End-user management > View end users')
    assetKeys = await directory.assets('one', 'two')
    const { development, test } = directory
    const environmentKeys = [development.key, test.key]
    const created = await directory.roles(
      ...['Alpha', 'beta', 'GAMMA', 'delta'].map((name, index) => ({
        assetKey: assetKeys[index % 2] ?? '',
        name,
        environmentKeys,
      })),
    )
    for (const role of created) {
      roles.set(`${role.name.toLowerCase()} ${role.environmentKey === development.key ? 'dev' : 'test'}`, role)
    }
    userKey = (await directory.users({ name: 'Ada' }))[0] ?? ''
    groupKeys = await directory.groups(
      {
        environmentKey: development.key,
        name: 'G1',
        applicationRoleKeys: [keyOf('alpha dev'), keyOf('beta dev')],
        members: [{ userKey, membershipType: 'Assigned' }],
      },
      {
        environmentKey: test.key,
        name: 'G2',
        applicationRoleKeys: [keyOf('beta test'), keyOf('gamma test')],
        members: [
          { userKey, membershipType: 'Mapped' },
          { userKey, membershipType: 'Assigned' },
        ],
      },
      { environmentKey: test.key, name: 'without members', applicationRoleKeys: [keyOf('delta test')] },
    )
    await directory.grant([userKey, keyOf('alpha dev')], [userKey, keyOf('alpha test')])
  })

  const keyOf = (name: string): string => roles.get(name)?.key ?? ''
  const nameOf = (key: string): string => [...roles].find(([, role]) => role.key === key)?.[0] ?? key
  const list = async (query: UserApplicationRolesQuery, principal = viewer): Promise<string[]> => {
    const { results, page } = await listUserApplicationRoles(parts, principal, userKey, query)
    assert.equal(page.count, results.length)
    return results.map(({ key }) => nameOf(key))
  }
  /** Roles of one name come by key, in either direction. */
  const inOrder = (names: string[]): string[] =>
    names.sort((a, b) => `${a.split(' ')[0]} ${keyOf(a)}`.localeCompare(`${b.split(' ')[0]} ${keyOf(b)}`))

  test('lists direct and inherited roles by name', async () => {
    const all = inOrder(['alpha dev', 'alpha test', 'beta dev', 'beta test', 'gamma test'])
    assert.deepEqual(await list({ assignmentSources: every }), all)
    assert.deepEqual(await list({ assignmentSources: every, sort: '-name' }), [...all].reverse())
    const { results } = await listUserApplicationRoles(parts, viewer, userKey.toUpperCase(), {
      assignmentSources: every,
      nameContains: 'ALPHA',
      environmentKey: directory.development.key,
    })
    const role = roles.get('alpha dev')
    const group = { key: groupKeys[0], name: 'G1', membershipType: 'Assigned' }
    const { portfolioKey } = directory
    assert.deepEqual(results, [{ ...role, portfolioKey, isDirectlyAssigned: true, assignedGroups: [group] }])
  })

  test('lists direct grants unless other sources are selected, and speaks of the selected ones only', async () => {
    const { results: direct } = await listUserApplicationRoles(parts, viewer, userKey, {})
    assert.deepEqual(
      direct.map(({ key, isDirectlyAssigned, assignedGroups }) => [nameOf(key), isDirectlyAssigned, assignedGroups]),
      inOrder(['alpha dev', 'alpha test']).map((name) => [name, true, []]),
    )
    const sourcesOf = async (assignmentSources: UserApplicationRolesQuery['assignmentSources'], name: string) => {
      const { results } = await listUserApplicationRoles(parts, viewer, userKey, { assignmentSources })
      const role = results.find(({ key }) => nameOf(key) === name)
      return role && [role.isDirectlyAssigned, role.assignedGroups.map((group) => [group.name, group.membershipType])]
    }
    assert.deepEqual(await sourcesOf(['GroupAssigned'], 'alpha dev'), [false, [['G1', 'Assigned']]])
    assert.deepEqual(await sourcesOf(['GroupMapped'], 'alpha dev'), undefined)
    assert.deepEqual(await sourcesOf(['GroupMapped', 'Direct'], 'alpha dev'), [true, []])
    assert.deepEqual(await sourcesOf(['GroupMapped'], 'gamma test'), [false, [['G2', 'Mapped']]])
    assert.deepEqual(await sourcesOf(['GroupAssigned'], 'gamma test'), [false, [['G2', 'Assigned']]])
    const both = [
      ['G2', 'Assigned'],
      ['G2', 'Mapped'],
    ]
    assert.deepEqual(await sourcesOf(['GroupMapped', 'GroupAssigned'], 'gamma test'), [false, both])
  })

  test('sorts them by environment and by asset, ties by key', async () => {
    for (const field of ['environmentKey', 'assetKey'] as const) {
      const { results } = await listUserApplicationRoles(parts, viewer, userKey, {
        assignmentSources: every,
        sort: field,
      })
      const expected = [...results].sort((a, b) => (a[field] + a.key < b[field] + b.key ? -1 : 1))
      assert.deepEqual(results, expected)
      const backward = await list({ assignmentSources: every, sort: `-${field}` })
      assert.deepEqual(backward, results.map(({ key }) => nameOf(key)).reverse())
    }
  })

  test('pages through them, forward and backward', async () => {
    for (const sort of ['name', '-name', 'environmentKey', '-assetKey'] as const) {
      const all = await list({ assignmentSources: every, sort })
      const paged = []
      for (let offset = 0; offset < all.length; offset += 2) {
        const { results, page } = await listUserApplicationRoles(parts, viewer, userKey, {
          assignmentSources: every,
          sort,
          limit: 2,
          offset,
        })
        assert.equal(page.totalResults, all.length)
        paged.push(...results.map(({ key }) => nameOf(key)))
      }
      assert.deepEqual(paged, all)
    }
    const { results, page } = await listUserApplicationRoles(parts, viewer, userKey, {
      assignmentSources: every,
      limit: 2,
      offset: 50,
    })
    assert.deepEqual([results, page.totalResults, page.nextPageOffset], [[], 5, null])
  })

  test('filters them', async () => {
    const { development, test, portfolioKey } = directory
    const [one = '', two = ''] = assetKeys
    const [g1 = '', g2 = ''] = groupKeys
    const cases: [UserApplicationRolesQuery, string[]][] = [
      [{ assignmentSources: every, assetKey: one }, ['alpha dev', 'alpha test', 'gamma test']],
      [{ assignmentSources: every, assetKeys: [two] }, ['beta dev', 'beta test']],
      [
        { assignmentSources: every, environmentKeys: [test.key.toUpperCase()] },
        ['alpha test', 'beta test', 'gamma test'],
      ],
      [
        { assignmentSources: every, portfolioKeys: [portfolioKey] },
        ['alpha dev', 'alpha test', 'beta dev', 'beta test', 'gamma test'],
      ],
      [{ assignmentSources: every, portfolioKeys: [unknownKey] }, []],
      [{ assignmentSources: every, nameContains: 'aMm' }, ['gamma test']],
      [{ assignmentSources: every, nameContains: '%' }, []],
      [{ assignmentSources: every, applicationRoleKeys: [keyOf('beta dev'), keyOf('delta dev')] }, ['beta dev']],
      [{ groupKeys: [g1] }, ['alpha dev', 'beta dev']],
      [{ groupKeys: [g1, g2] }, ['alpha dev', 'beta dev', 'beta test', 'gamma test']],
      [{ assignmentSources: ['Direct'] }, ['alpha dev', 'alpha test']],
      [{ assignmentSources: ['GroupMapped'] }, ['beta test', 'gamma test']],
      [{ assignmentSources: ['GroupMapped', 'Direct'] }, ['alpha dev', 'alpha test', 'beta test', 'gamma test']],
      [{ assignmentSources: ['GroupMapped'], groupKeys: [g1] }, []],
      [{ assignmentSources: ['Direct'], groupKeys: [g1] }, []],
      [{ assetKey: one, environmentKey: development.key }, ['alpha dev']],
    ]
    for (const [query, expected] of cases) assert.deepEqual(await list(query), inOrder(expected), JSON.stringify(query))
    for (const [singular, plural] of [
      ['assetKey', 'assetKeys'],
      ['environmentKey', 'environmentKeys'],
    ] as const) {
      await assert.rejects(list({ [singular]: unknownKey, [plural]: [unknownKey] }), { problem: 'excluded_parameters' })
    }
  })

  test('shows the roles of the environments in which the caller may view end users', async () => {
    const { development, production } = directory
    const inDevelopment = directory.principal(['End-user management > View end users', new Set([development.key])])
    assert.deepEqual(await list({ assignmentSources: every }, inDevelopment), ['alpha dev', 'beta dev'])
    assert.deepEqual(await list({ environmentKeys: [directory.test.key] }, inDevelopment), [])
    const elsewhere = directory.principal(['End-user management > View end users', new Set([production.key])])
    await assert.rejects(list({}, elsewhere), { problem: 'user_not_found' })
    await assert.rejects(listUserApplicationRoles(parts, viewer, unknownKey, {}), { problem: 'user_not_found' })
  })

  test('grants and revokes directly, and records what changed', async () => {
    const manager = directory.principal('User and access management > Manage users')
    const grant = { key: userKey.toUpperCase(), roleKey: keyOf('gamma test').toUpperCase() }
    const isDirect = async (): Promise<boolean | undefined> =>
      (
        await listUserApplicationRoles(parts, viewer, userKey, {
          assignmentSources: every,
          applicationRoleKeys: [grant.roleKey],
        })
      ).results[0]?.isDirectlyAssigned
    assert.equal(await isDirect(), false)
    await storingNothing(db, () => revokeUserApplicationRole(parts, manager, grant))
    await grantUserApplicationRole(parts, manager, grant)
    await storingNothing(db, () => grantUserApplicationRole(parts, manager, grant))
    assert.equal(await isDirect(), true)
    await revokeUserApplicationRole(parts, manager, grant)
    assert.equal(await isDirect(), false)
    const entries = await db
      .selectFrom('audit_entries')
      .selectAll()
      .where('entity_key', '=', userKey)
      .orderBy('key')
      .execute()
    assert.deepEqual(entries.map(({ action }) => action).sort(), [
      'application-role.granted',
      'application-role.revoked',
    ])
    const granted = entries.find(({ action }) => action === 'application-role.granted')
    assert.deepEqual(JSON.parse(granted?.new_values ?? ''), {
      applicationRoleKey: keyOf('gamma test'),
      applicationRoleName: 'GAMMA',
    })
    assert.equal(granted?.environment_key, directory.test.key)
  })

  test('refuses unknown users and roles, and environments that the permission does not cover', async () => {
    const manager = directory.principal('User and access management > Manage users')
    const inDevelopment = directory.principal([
      'End-user management > Manage end-user access',
      new Set([directory.development.key]),
    ])
    const refuses = async (who: Principal, key: string, roleKey: string, problem: string): Promise<void> => {
      for (const change of [grantUserApplicationRole, revokeUserApplicationRole]) {
        await storingNothing(db, () => assert.rejects(change(parts, who, { key, roleKey }), { problem }))
      }
    }
    await refuses(manager, unknownKey, keyOf('alpha dev'), 'user_not_found')
    await refuses(manager, userKey, unknownKey, 'application_role_not_found')
    await refuses(inDevelopment, userKey, keyOf('delta test'), 'permission_missing')
    const other = await createDirectory(db, clock)
    const elsewhere = other.principal('User and access management > Manage users')
    await refuses(elsewhere, userKey, keyOf('alpha dev'), 'user_not_found')
    await grantUserApplicationRole(parts, inDevelopment, { key: userKey, roleKey: keyOf('delta dev') })
    await revokeUserApplicationRole(parts, inDevelopment, { key: userKey, roleKey: keyOf('delta dev') })
  })

  test('grants once where several do at the same time, also while the user is deleted', async () => {
    const manager = directory.principal('User and access management > Manage users')
    const [key = ''] = await directory.users({ name: 'Eve' })
    const roleKey = keyOf('delta dev')
    await Promise.all([1, 2, 3, 4].map(() => grantUserApplicationRole(parts, manager, { key, roleKey })))
    const entries = await db.selectFrom('audit_entries').select('action').where('entity_key', '=', key).execute()
    assert.equal(entries.length, 1)
    const answers = await Promise.allSettled([
      db.deleteFrom('users').where('organization_key', '=', directory.organizationKey).where('key', '=', key).execute(),
      ...['alpha dev', 'alpha test'].map((name) =>
        grantUserApplicationRole(parts, manager, { key, roleKey: keyOf(name) }),
      ),
    ])
    for (const answer of answers)
      if (answer.status === 'rejected') assert.equal(answer.reason.problem, 'user_not_found')
  })
})
