import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { createOrganizationRole } from '../../members/organization-roles/create-organization-role.ts'
import { deleteOrganizationRole } from '../../members/organization-roles/delete-organization-role.ts'
import type { GrantDetails } from '../../members/organization-roles/organization-role-grant.ts'
import { getUser } from '../users/get-user.ts'
import { grantUserOrganizationRole } from './grant-user-organization-role.ts'
import { listOrganizationRoleUsers } from './list-organization-role-users.ts'
import { listUserOrganizationRoles } from './list-user-organization-roles.ts'
import type { OrganizationRoleUsersQuery } from './organization-role-users-schemas.ts'
import { revokeUserOrganizationRole } from './revoke-user-organization-role.ts'
import type { UserOrganizationRolesQuery } from './user-organization-roles-schemas.ts'

const day = 86_400_000
const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('Organization roles of users', (_engine, open) => {
  const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
  let db: Db
  let directory: Directory
  let parts: Parts<'clock'>
  let manager: Principal
  let viewer: Principal
  let supportKey: string
  let assetKeys: string[]

  before(async () => {
    db = (await open()).db
    directory = await createDirectory(db, clock)
    parts = { db, clock }
    manager = directory.administrator
    viewer = directory.principal('User and access management > Manage users')
    const permissions = [{ name: 'View members' }]
    const roles = directory.principal('User and access management > Manage organization roles')
    supportKey = (await createOrganizationRole({ db, clock }, roles, { name: 'Support', permissions })).orgRoleKey
    assetKeys = await directory.assets('one', 'two', 'three')
    const [root = ''] = await directory.users({ name: 'Root' })
    await directory.grantOrganizationRole({ userKey: root, organizationRoleKey: directory.administratorKey })
  })

  const at = (days: number): string => new Date(clock.now() + days * day).toISOString()
  const add = async (name = 'Ada', own = directory): Promise<string> => (await own.users({ name }))[0] ?? ''
  const grant = (key: string, roleKey: string, details: GrantDetails | null = null): Promise<boolean> =>
    grantUserOrganizationRole(parts, manager, { key, roleKey }, details)
  const revoke = (key: string, roleKey: string, keys?: string[]): Promise<boolean> =>
    revokeUserOrganizationRole(parts, manager, { key, roleKey }, keys ? { assetKeys: keys } : null)
  const held = async (key: string) => (await listUserOrganizationRoles(parts, viewer, key, {})).results
  const refuses = (work: () => Promise<unknown>, problem: string, message: RegExp | undefined = undefined) =>
    storingNothing(db, () => assert.rejects(work, message ? { problem, message } : { problem }))
  const entriesOf = async (key: string) => {
    const entries = await db.selectFrom('audit_entries').selectAll().where('entity_key', '=', key).execute()
    return entries
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ action, old_values, new_values }) => ({
        action,
        before: JSON.parse(old_values ?? 'null'),
        after: JSON.parse(new_values ?? 'null'),
      }))
  }
  const unlimited = { grantPeriod: null, assetKey: null, portfolioKey: null }

  test('grants one role for the organization: a second one takes its place', async () => {
    const key = await add()
    await grant(key.toUpperCase(), supportKey.toUpperCase())
    assert.deepEqual(await held(key), [{ key: supportKey, name: 'Support', ...unlimited }])
    await storingNothing(db, () => grant(key, supportKey, { assetKeys: [], grantPeriod: {}, portfolioKey: null }))
    await grant(key, directory.developerKey, { portfolioKey: directory.portfolioKey.toUpperCase() })
    const developer = { key: directory.developerKey, name: 'Developer', ...unlimited }
    assert.deepEqual(await held(key), [{ ...developer, portfolioKey: directory.portfolioKey }])
    const entries = await entriesOf(key)
    assert.deepEqual(entries.map(({ action }) => action).sort(), [
      'organization-role.granted',
      'organization-role.granted',
      'organization-role.revoked',
    ])
    const revoked = entries.find(({ action }) => action === 'organization-role.revoked')
    assert.equal(revoked?.before.organizationRoleName, 'Support')
    await grant(key, directory.developerKey)
    assert.deepEqual(await held(key), [developer])
  })

  test('grants one role for each asset, beside the one for the organization', async () => {
    const key = await add()
    const [one = '', two = '', three = ''] = assetKeys
    await grant(key, directory.developerKey)
    await grant(key, supportKey, { assetKeys: [one, two.toUpperCase(), one] })
    await grant(key, directory.developerKey, { assetKeys: [two, three] })
    const shown = async (query: UserOrganizationRolesQuery) =>
      (await listUserOrganizationRoles(parts, viewer, key, query)).results.map(
        ({ name, assetKey }) => `${name} ${assetKey === null ? 'all' : assetKeys.indexOf(assetKey)}`,
      )
    assert.deepEqual((await shown({})).sort(), ['Developer 1', 'Developer 2', 'Developer all', 'Support 0'])
    assert.deepEqual(await shown({ scopes: ['Organization'] }), ['Developer all'])
    assert.deepEqual((await shown({ scopes: ['Asset'] })).sort(), ['Developer 1', 'Developer 2', 'Support 0'])
    assert.equal((await shown({ scopes: ['Asset', 'Organization'] })).length, 4)
    assert.deepEqual(await shown({ assetKeys: [one.toUpperCase(), unknownKey] }), ['Support 0'])
    for (const { assetKey, portfolioKey } of await held(key)) {
      assert.equal(portfolioKey, assetKey === null ? null : directory.portfolioKey)
    }
    const { results, page } = await listUserOrganizationRoles(parts, viewer, key, { limit: 1, offset: 3 })
    assert.deepEqual([results[0]?.name, page.totalResults, page.nextPageOffset], ['Support', 4, null])

    await storingNothing(db, () => revoke(key, supportKey))
    await storingNothing(db, () => revoke(key, supportKey, [two]))
    await revoke(key, directory.developerKey, [two, one])
    assert.deepEqual((await shown({})).sort(), ['Developer 2', 'Developer all', 'Support 0'])
    await revoke(key, directory.developerKey)
    await storingNothing(db, () => revoke(key, directory.developerKey))
    assert.deepEqual((await shown({})).sort(), ['Developer 2', 'Support 0'])
  })

  test('begins and ends a role on time, without anything having to run', async () => {
    const key = await add('Timed')
    const isMember = async () => (await getUser(parts, viewer, key, undefined)).access.hasOrganizationRoles
    const holders = async () =>
      (await listOrganizationRoleUsers(parts, viewer, supportKey, { nameOrEmailContains: 'timed' })).page
    const grantPeriod = { startTime: at(1), endTime: at(3) }
    await grant(key, supportKey, { grantPeriod })
    const listed = [{ key: supportKey, name: 'Support', ...unlimited, grantPeriod }]
    const expected: [number, boolean, boolean][] = [
      [0, false, true],
      [day - 1, false, true],
      [1, true, true],
      [2 * day - 1, true, true],
      [1, false, false],
    ]
    for (const [milliseconds, holds, isListed] of expected) {
      clock.advance(milliseconds)
      assert.equal(await isMember(), holds)
      assert.equal((await holders()).totalResults, holds ? 1 : 0)
      assert.deepEqual(await held(key), isListed ? listed : [])
    }
    await storingNothing(db, () => revoke(key, supportKey))
    await grant(key, supportKey)
    assert.equal(await isMember(), true)
    const rows = db.selectFrom('user_organization_roles').select('key').where('user_key', '=', key)
    assert.equal((await rows.execute()).length, 1)
  })

  test('changes the period of a role that is held, and records both', async () => {
    const key = await add()
    await grant(key, supportKey)
    const endTime = at(10)
    await grant(key, supportKey, { grantPeriod: { endTime: endTime.replace('.000Z', '+00:00') } })
    assert.deepEqual((await held(key))[0]?.grantPeriod, { startTime: null, endTime })
    const last = (await entriesOf(key)).find(({ before }) => before !== null)
    assert.deepEqual(
      [last?.action, last?.before.endTime, last?.after.endTime],
      ['organization-role.granted', null, endTime],
    )
    await storingNothing(db, () => grant(key, supportKey, { grantPeriod: { startTime: null, endTime } }))
  })

  test('refuses periods that cannot be, and keys that are not there', async () => {
    const key = await add()
    const period = (grantPeriod: GrantDetails['grantPeriod']) => () => grant(key, supportKey, { grantPeriod })
    await refuses(period({ startTime: at(3), endTime: at(2) }), 'grant_period_invalid', /grantPeriod\.endTime.*later/)
    await refuses(period({ startTime: at(3), endTime: at(3) }), 'grant_period_invalid', /grantPeriod\.endTime/)
    await refuses(period({ endTime: at(-1) }), 'grant_period_invalid', /grantPeriod\.endTime.*future/)
    await refuses(period({ endTime: at(0) }), 'grant_period_invalid', /future/)
    const [one = ''] = assetKeys
    const assets = { assetKeys: [one, unknownKey] }
    await refuses(() => grant(key, supportKey, assets), 'asset_unknown', RegExp(`assetKeys.*${unknownKey}`))
    await refuses(() => revoke(key, supportKey, assets.assetKeys), 'asset_unknown', RegExp(unknownKey))
    await refuses(() => grant(key, supportKey, { portfolioKey: unknownKey }), 'portfolio_unknown', /portfolioKey/)
    for (const change of [grant, revoke]) {
      await refuses(() => change(unknownKey, supportKey), 'user_not_found')
      await refuses(() => change(key, unknownKey), 'organization_role_not_found')
    }
    await refuses(() => listUserOrganizationRoles(parts, viewer, unknownKey, {}), 'user_not_found')
    await refuses(() => listOrganizationRoleUsers(parts, viewer, unknownKey, {}), 'organization_role_not_found')
  })

  test('keeps organizations separate', async () => {
    const other = await createDirectory(db, clock)
    const elsewhere = other.principal('User and access management > Manage member access')
    const [foreignAsset = ''] = await other.assets('foreign')
    const key = await add()
    const foreignKey = await add('Foreign', other)
    await refuses(
      () => grantUserOrganizationRole(parts, elsewhere, { key, roleKey: other.developerKey }, null),
      'user_not_found',
    )
    const there = { key: foreignKey, roleKey: supportKey }
    await refuses(() => grantUserOrganizationRole(parts, elsewhere, there, null), 'organization_role_not_found')
    await refuses(() => revokeUserOrganizationRole(parts, elsewhere, there, null), 'organization_role_not_found')
    await refuses(() => grant(key, supportKey, { assetKeys: [foreignAsset] }), 'asset_unknown')
    await refuses(() => grant(key, supportKey, { portfolioKey: other.portfolioKey }), 'portfolio_unknown')
    const viewsThere = other.principal('User and access management > Manage users')
    await refuses(() => listUserOrganizationRoles(parts, viewsThere, key, {}), 'user_not_found')
    await refuses(() => listOrganizationRoleUsers(parts, viewsThere, supportKey, {}), 'organization_role_not_found')
  })

  test('shows members and what they hold to callers who may view members', async () => {
    const views = directory.principal('User and access management > View members')
    const key = await add('Zoe')
    await refuses(() => listUserOrganizationRoles(parts, views, key, {}), 'user_not_found')
    await grant(key, directory.developerKey)
    assert.equal((await listUserOrganizationRoles(parts, views, key, {})).results.length, 1)
    const [member = ''] = await directory.users({
      name: 'Yan',
      email: 'yan@example.com',
      photoUrl: 'https://example.com/y.png',
      profiles: [{ identityProviderKey: directory.builtInKey, username: 'yan@example.com' }],
    })
    const [role] = await directory.roles({
      assetKey: assetKeys[0] ?? '',
      name: 'App',
      environmentKeys: [directory.test.key],
    })
    await directory.grant([member, role?.key ?? ''])
    await grant(member, directory.developerKey, { assetKeys: [assetKeys[0] ?? ''] })
    const names = async (query: OrganizationRoleUsersQuery) =>
      (await listOrganizationRoleUsers(parts, views, directory.developerKey, query)).results.map(({ name }) => name)
    const all = await names({})
    assert.deepEqual(all.slice(-2), ['Yan', 'Zoe'])
    assert.deepEqual(await names({ sort: '-name', limit: 1, offset: 1 }), ['Yan'])
    assert.deepEqual(await names({ nameOrEmailContains: '@EXAMPLE' }), ['Yan'])
    assert.deepEqual(await names({ nameOrEmailOrUsernameContains: 'yan@' }), ['Yan'])
    const embed = ['ApplicationRoles', 'UserIdentityProviders'] as const
    const yan = async (principal: Principal) =>
      (
        await listOrganizationRoleUsers(parts, principal, directory.developerKey, {
          nameOrEmailContains: 'yan',
          embed: [...embed],
        })
      ).results[0]
    const { _embedded, ...rest } = (await yan(viewer)) ?? {}
    assert.deepEqual(rest, {
      key: member,
      name: 'Yan',
      email: 'yan@example.com',
      status: 'Active',
      photoUrl: 'https://example.com/y.png',
      lastLoginAt: null,
    })
    assert.deepEqual(
      _embedded?.applicationRoles?.map(({ name }) => name),
      ['App'],
    )
    assert.equal(_embedded?.userIdentityProviders?.length, 1)
    // Application roles are shown where the caller may view end users: nowhere.
    assert.deepEqual((await yan(views))?._embedded?.applicationRoles, [])
  })

  test('forgets what a user held once with the next grant, and nothing else', async () => {
    const [key, other] = [await add(), await add()]
    const assets = await directory.assets('Once', 'Now', 'Later', 'New')
    const [once, now, later, fresh] = assets as [string, string, string, string]
    const { developerKey: organizationRoleKey } = directory
    const ended = { organizationRoleKey, endTime: at(0) }
    await directory.grantOrganizationRole(
      { ...ended, userKey: key },
      { ...ended, userKey: key, assetKey: once },
      { userKey: key, organizationRoleKey, assetKey: now },
      { userKey: key, organizationRoleKey, assetKey: later, startTime: at(1) },
      { ...ended, userKey: other, assetKey: once },
    )
    await grant(key, supportKey, { assetKeys: [fresh] })
    const assetsOf = async (user: string) => {
      const rows = db.selectFrom('user_organization_roles').select('asset_key').where('user_key', '=', user)
      return (await rows.orderBy('key').execute()).map(({ asset_key }) => asset_key)
    }
    assert.deepEqual(await assetsOf(key), [now, later, fresh])
    assert.deepEqual(await assetsOf(other), [once])
  })

  test('grants roles for 500 single assets at most, beside the one for the organization', async () => {
    const [key, assets] = [await add(), await directory.assets(...Array.from({ length: 502 }, (_, n) => `Many ${n}`))]
    const { developerKey: organizationRoleKey } = directory
    const many = assets.slice(0, 499).map((assetKey) => ({ userKey: key, organizationRoleKey, assetKey }))
    await directory.grantOrganizationRole(...many)
    await grant(key, supportKey)
    await refuses(
      () => grant(key, supportKey, { assetKeys: assets.slice(498, 501) }),
      'organization_role_assets_too_many',
      /^assetKeys: .* up to 500 single assets, and this would be 501/,
    )
    await grant(key, supportKey, { assetKeys: assets.slice(498, 500) })
    await directory.grantOrganizationRole({ userKey: key, organizationRoleKey, assetKey: assets[500] ?? '' })
    await grant(key, directory.developerKey, { assetKeys: assets.slice(498, 501) })
    await refuses(() => grant(key, supportKey, { assetKeys: [assets[501] ?? ''] }), 'organization_role_assets_too_many')
    await revoke(key, directory.developerKey, assets.slice(498, 501))
    await grant(key, supportKey, { assetKeys: [assets[501] ?? ''] })
  })

  test('grants once where several do at the same time, and never beside a deletion of the role', async () => {
    const key = await add()
    await Promise.all([supportKey, directory.developerKey, supportKey].map((roleKey) => grant(key, roleKey)))
    assert.equal((await held(key)).length, 1)
    const roles = directory.principal('User and access management > Manage organization roles')
    const permissions = [{ name: 'View members' }]
    const { orgRoleKey } = await createOrganizationRole({ db, clock }, roles, { name: 'Short-lived', permissions })
    const [granted, deleted] = await Promise.allSettled([
      grant(await add('Eve'), orgRoleKey),
      deleteOrganizationRole({ db, clock }, roles, orgRoleKey),
    ])
    assert.notEqual(granted.status, deleted.status)
  })
})
