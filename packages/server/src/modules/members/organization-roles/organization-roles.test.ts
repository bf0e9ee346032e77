import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import type { AuditAction } from '../../foundation/audit/audit-actions.ts'
import { type PermissionName, permissionNamed, permissions } from '../../foundation/permissions/permission-catalogue.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { createOrganizationRole, duplicateOrganizationRole } from './create-organization-role.ts'
import { deleteOrganizationRole } from './delete-organization-role.ts'
import { getOrganizationRole } from './get-organization-role.ts'
import { listOrganizationRoles } from './list-organization-roles.ts'
import type { OrganizationRolesQuery, PermissionDetails } from './organization-roles-schemas.ts'
import { updateOrganizationRole } from './update-organization-role.ts'

const day = 86_400_000
const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const keyOf = (name: PermissionName): string => permissionNamed(name).key

onBothEngines('Organization roles', (_engine, open) => {
  const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
  let db: Db
  let directory: Directory
  let parts: Parts<'clock'>
  let manager: Principal

  before(async () => {
    db = (await open()).db
    directory = await createDirectory(db, clock)
    parts = { db, clock }
    manager = directory.administrator
  })

  const viewMembers: PermissionDetails = { permissionKey: keyOf('User and access management > View members') }
  const create = async (name: string, ...list: PermissionDetails[]): Promise<string> =>
    (await createOrganizationRole(parts, manager, { name, permissions: list.length > 0 ? list : [viewMembers] }))
      .orgRoleKey
  const refuses = (work: () => Promise<unknown>, problem: string, message: RegExp): Promise<void> =>
    storingNothing(db, () => assert.rejects(work, { problem, message }))
  const entryOf = (key: string, action: AuditAction) =>
    db
      .selectFrom('audit_entries')
      .selectAll()
      .where('entity_key', '=', key)
      .where('action', '=', action)
      .executeTakeFirst()

  test('creates a role with permissions for the organization and for environments', async () => {
    const { development, test } = directory
    const viewEndUsers = 'End-user management > View end users'
    const key = await create(
      'Support',
      { name: viewEndUsers, environmentKeys: [test.key.toUpperCase()] },
      viewMembers,
      { permissionKey: keyOf(viewEndUsers), environmentKeys: [development.key], portfolioKeys: null },
      { claimName: 'portfolio-management.view-stage' },
    )
    const shown = (name: PermissionName, environmentKeys: string[] | null) => ({
      permissionKey: keyOf(name),
      environmentKeys,
      portfolioKeys: null,
      claimName: permissionNamed(name).claimName,
      name,
    })
    const role = {
      key,
      name: 'Support',
      permissions: [
        shown('Portfolio management > View stage', null),
        shown('User and access management > View members', null),
        shown(viewEndUsers, [development.key, test.key].sort()),
      ],
      isReadOnly: false,
    }
    assert.deepEqual(await getOrganizationRole(parts, manager, key.toUpperCase()), role)
    assert.deepEqual((await listOrganizationRoles(parts, manager, { roleKey: key })).results, [role])
    const entry = await entryOf(key, 'organization-role.created')
    assert.equal(JSON.parse(entry?.new_values ?? '').permissions[2].name, viewEndUsers)
    // What an answer says may be sent back as it is.
    await storingNothing(db, () =>
      updateOrganizationRole(parts, manager, key, role.permissions ? { permissions: role.permissions } : {}),
    )
  })

  test('lists roles by name, the built-in ones among them', async () => {
    const own = await createDirectory(db, clock)
    const principal = own.principal('User and access management > Manage organization roles')
    for (const name of ['zeta', 'Beta 100%', 'eta'])
      await createOrganizationRole(parts, principal, { name, permissions: [viewMembers] })
    const names = async (query: OrganizationRolesQuery) =>
      (await listOrganizationRoles(parts, principal, query)).results.map(({ name }) => name)
    const all = ['Administrator', 'Beta 100%', 'Developer', 'eta', 'zeta']
    assert.deepEqual(await names({}), all)
    assert.deepEqual(await names({ sort: '-name' }), [...all].reverse())
    assert.deepEqual(await names({ nameContains: 'ETA' }), ['Beta 100%', 'eta', 'zeta'])
    assert.deepEqual(await names({ nameContains: '0%' }), ['Beta 100%'])
    const { results, page } = await listOrganizationRoles(parts, principal, { limit: 2, offset: 2 })
    assert.deepEqual([results.map(({ name }) => name), page.totalResults], [['Developer', 'eta'], 5])
    const [administrator] = (await listOrganizationRoles(parts, principal, { limit: 1 })).results
    assert.equal(administrator?.isReadOnly, true)
    assert.equal(administrator?.permissions.length, permissions.length)
    await assert.rejects(listOrganizationRoles(parts, principal, { roleKey: unknownKey }), {
      problem: 'organization_role_not_found',
    })
    await assert.rejects(getOrganizationRole(parts, principal, directory.administratorKey), {
      problem: 'organization_role_not_found',
    })
  })

  test('refuses what no role can have, names it and stores nothing', async () => {
    const { test } = directory
    const cases: [PermissionDetails[] | null | undefined, string, RegExp][] = [
      [undefined, 'invalid_body', /permissions must name at least one/],
      [null, 'invalid_body', /permissions must name at least one/],
      [[], 'invalid_body', /permissions must name at least one/],
      [[viewMembers, { permissionKey: unknownKey }], 'permission_unknown', RegExp(`permissions\\[1\\] ${unknownKey}`)],
      [[{}], 'permission_unknown', /permissions\[0\] without permissionKey/],
      [[{ name: 'Create' }], 'permission_unknown', /permissions\[0\] Create/],
      [[{ ...viewMembers, name: 'Manage users' }], 'permission_unknown', /Manage users/],
      [
        [{ ...viewMembers, environmentKeys: [test.key] }],
        'permission_not_by_environment',
        /permissions\[0\].*View members/,
      ],
      [[{ name: 'View stage', environmentKeys: [test.key, unknownKey] }], 'environment_unknown', RegExp(unknownKey)],
      [[{ name: 'View stage', environmentKeys: [] }], 'invalid_body', /permissions\[0\]\.environmentKeys/],
      [
        [{ ...viewMembers, portfolioKeys: [directory.portfolioKey] }],
        'invalid_body',
        /permissions\[0\]\.portfolioKeys/,
      ],
    ]
    const key = await create('Victim')
    for (const [list, problem, message] of cases) {
      await refuses(() => createOrganizationRole(parts, manager, { name: 'New', permissions: list }), problem, message)
      if (list)
        await refuses(() => updateOrganizationRole(parts, manager, key, { permissions: list }), problem, message)
    }
    await refuses(
      () => createOrganizationRole(parts, manager, { permissions: [viewMembers] }),
      'invalid_body',
      /name is missing/,
    )
    const other = await createDirectory(db, clock)
    const foreign = [{ name: 'View stage', environmentKeys: [other.test.key] }]
    await refuses(
      () => createOrganizationRole(parts, manager, { name: 'N', permissions: foreign }),
      'environment_unknown',
      /permissions/,
    )
  })

  test('keeps names unique without regard to case, also when several come at the same time', async () => {
    const key = await create('Unique')
    const second = await create('Another')
    const taken = 'organization_role_name_taken'
    await refuses(() => create('UNIQUE'), taken, /'UNIQUE'/)
    await refuses(() => create('administrator'), taken, /administrator/)
    await refuses(() => updateOrganizationRole(parts, manager, second, { name: 'uniquE' }), taken, /'uniquE'/)
    await refuses(() => duplicateOrganizationRole(parts, manager, key, 'another'), taken, /'another'/)
    await updateOrganizationRole(parts, manager, key, { name: 'unique' })
    const answers = await Promise.allSettled([1, 2, 3, 4].map(() => create('At once')))
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1)
    for (const answer of answers) if (answer.status === 'rejected') assert.equal(answer.reason.problem, taken)
    const other = await createDirectory(db, clock)
    const elsewhere = other.principal('User and access management > Manage organization roles')
    await createOrganizationRole(parts, elsewhere, { name: 'Unique', permissions: [viewMembers] })
  })

  test('changes what is given, and leaves the rest', async () => {
    const key = await create('Before')
    await storingNothing(db, () => updateOrganizationRole(parts, manager, key, { name: null, permissions: null }))
    await updateOrganizationRole(parts, manager, key, { name: 'After' })
    assert.deepEqual(
      (await getOrganizationRole(parts, manager, key)).permissions.map(({ name }) => name),
      ['User and access management > View members'],
    )
    await updateOrganizationRole(parts, manager, key, { permissions: [{ name: 'Mentor > Use' }] })
    const { name, permissions: held } = await getOrganizationRole(parts, manager, key)
    assert.deepEqual([name, held.map((permission) => permission.name)], ['After', ['Mentor > Use']])
    const entries = await db.selectFrom('audit_entries').selectAll().where('entity_key', '=', key).execute()
    const updates = entries.filter(({ action }) => action === 'organization-role.updated')
    assert.equal(updates.length, 2)
    const second = updates.find(({ new_values }) => new_values?.includes('Mentor'))
    assert.deepEqual(JSON.parse(second?.old_values ?? '').permissions, [
      { name: 'User and access management > View members', environmentKeys: null },
    ])
  })

  test('leaves built-in roles as they are', async () => {
    for (const key of [directory.administratorKey, directory.developerKey]) {
      const problem = 'organization_role_read_only'
      await refuses(() => updateOrganizationRole(parts, manager, key, { name: 'X' }), problem, /built in/)
      await refuses(() => deleteOrganizationRole(parts, manager, key), problem, /built in/)
    }
  })

  test('duplicates a role, also a built-in one', async () => {
    const { orgRoleKey } = await duplicateOrganizationRole(parts, manager, directory.developerKey, 'Developer too')
    const copy = await getOrganizationRole(parts, manager, orgRoleKey)
    const original = await getOrganizationRole(parts, manager, directory.developerKey)
    assert.deepEqual(copy, { ...original, key: orgRoleKey, name: 'Developer too', isReadOnly: false })
    await updateOrganizationRole(parts, manager, orgRoleKey, { permissions: [viewMembers] })
    assert.deepEqual(await getOrganizationRole(parts, manager, directory.developerKey), original)
  })

  test('deletes a role that nobody holds, and says how many do', async () => {
    const key = await create('Doomed')
    const [ada = '', eve = ''] = await directory.users({ name: 'Ada' }, { name: 'Eve' })
    const at = (days: number): string => new Date(clock.now() + days * day).toISOString()
    await directory.grantOrganizationRole(
      { userKey: ada, organizationRoleKey: key, endTime: at(1) },
      { userKey: eve, organizationRoleKey: key, startTime: at(5), endTime: at(6) },
    )
    await refuses(() => deleteOrganizationRole(parts, manager, key), 'organization_role_held', /2 users hold Doomed/)
    clock.advance(2 * day)
    await refuses(() => deleteOrganizationRole(parts, manager, key), 'organization_role_held', /1 user holds Doomed/)
    clock.advance(5 * day)
    await deleteOrganizationRole(parts, manager, key)
    await refuses(() => deleteOrganizationRole(parts, manager, key), 'organization_role_not_found', RegExp(key))
    assert.ok(await entryOf(key, 'organization-role.deleted'))
    const left = db.selectFrom('user_organization_roles').select('key').where('organization_role_key', '=', key)
    assert.deepEqual(await left.execute(), [])
  })

  test('knows nothing of the roles of other organizations', async () => {
    const key = await create('Here')
    const other = await createDirectory(db, clock)
    const elsewhere = other.principal('User and access management > Manage organization roles')
    const works = [
      () => getOrganizationRole(parts, elsewhere, key),
      () => updateOrganizationRole(parts, elsewhere, key, { name: 'X' }),
      () => deleteOrganizationRole(parts, elsewhere, key),
      () => duplicateOrganizationRole(parts, elsewhere, key, 'X'),
    ]
    for (const work of works) await refuses(work, 'organization_role_not_found', RegExp(key))
  })
})
