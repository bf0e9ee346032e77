import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { listMatchingUserKeys } from '../bulk-changes/list-matching-user-keys.ts'
import { listUsers } from '../users/list-users.ts'
import { type NewUser, seedUsers } from '../users/seed-users.ts'
import type { AccessExportQuery } from './access-schemas.ts'
import { exportAccess } from './export-access.ts'
import { listAccess } from './list-access.ts'

const now = Date.parse('2026-11-23T15:00:00.000Z')
const day = 86_400_000
const ago = (days: number): string => new Date(now - days * day).toISOString()
const viewEndUsers = 'End-user management > View end users'

onBothEngines('Who has access', (_, open) => {
  let db: Db
  let directory: Directory
  let asset: string
  let roles: { key: string; environmentKey: string }[]
  let people: Record<'direct' | 'grouped' | 'both' | 'member' | 'nobody' | 'newcomer', string>
  let team: string
  const parts = () => ({ db, clock: { now: () => now } })
  const who = async (query: AccessExportQuery, principal: Principal = directory.administrator) =>
    (await listAccess(parts(), principal, query)).results
  const namesAndSources = async (query: AccessExportQuery, principal?: Principal) =>
    (await who(query, principal)).map(({ name, sources }) => [name, ...sources.map(({ type }) => type)])

  before(async () => {
    db = (await open()).db
    // They have been there for a year: all but the newcomer.
    const clock = { now: () => now - 365 * day }
    directory = await createDirectory(db, clock)
    const [development, production] = [directory.development.key, directory.production.key]
    ;[asset = ''] = await directory.assets('Shop')
    roles = await directory.roles({ assetKey: asset, name: 'Buyer', environmentKeys: [development, production] })
    const login = (days: number) => ({ logins: [{ environmentKey: development, lastLoginAt: ago(days) }] })
    const [direct = '', grouped = '', both = '', member = '', nobody = ''] = await directory.users(
      { name: '=Direct', email: 'direct@example.com', ...login(10) },
      { name: 'Grouped', ...login(100) },
      { name: 'Both' },
      { name: 'Member', ...login(1) },
      { name: 'Nobody', status: 'Inactive' },
    )
    const [newcomer = ''] = await createdNow(db, directory, login(200))
    people = { direct, grouped, both, member, nobody, newcomer }
    const [inDevelopment = '', inProduction = ''] = [development, production].map((key) => roleIn(key))
    ;[team = ''] = await directory.groups({
      name: 'Team',
      environmentKey: development,
      applicationRoleKeys: [inDevelopment],
      members: [
        { userKey: grouped, membershipType: 'Mapped' },
        { userKey: both, membershipType: 'Assigned' },
        { userKey: both, membershipType: 'Mapped' },
      ],
    })
    await directory.grant([direct, inDevelopment], [both, inDevelopment], [both, inProduction])
    await directory.grantOrganizationRole(
      { userKey: member, organizationRoleKey: directory.developerKey },
      { userKey: nobody, organizationRoleKey: directory.developerKey, startTime: ago(-1) },
    )
  })
  const roleIn = (environmentKey: string) => roles.find((role) => role.environmentKey === environmentKey)?.key ?? ''

  test('to an asset in a stage: each once, with every grant and membership', async () => {
    const development = { assetKey: asset, environmentKey: directory.development.key }
    assert.deepEqual(await namesAndSources(development), [
      ['=Direct', 'Direct'],
      ['Both', 'Direct', 'GroupAssigned', 'GroupMapped'],
      ['Grouped', 'GroupMapped'],
    ])
    const production = { assetKey: asset, environmentKey: directory.production.key }
    assert.deepEqual(await namesAndSources(production), [['Both', 'Direct']])
    const [, both] = await who({ assetKey: asset })
    assert.equal(both?.sources.length, 4)
    assert.deepEqual(both?.sources.find(({ type }) => type === 'GroupAssigned')?.groupName, 'Team')
  })

  test('by a role of either kind, and in a group', async () => {
    assert.deepEqual(await namesAndSources({ applicationRoleKey: roleIn(directory.production.key) }), [
      ['Both', 'Direct'],
    ])
    // A grant that begins tomorrow gives nothing yet.
    assert.deepEqual(await namesAndSources({ organizationRoleKey: directory.developerKey }), [['Member', 'Direct']])
    assert.deepEqual(await namesAndSources({ groupKey: team }), [
      ['Both', 'GroupAssigned', 'GroupMapped'],
      ['Grouped', 'GroupMapped'],
    ])
  })

  test('as far as the caller sees end users, members and groups', async () => {
    const [production, test_] = [directory.production.key, directory.test.key]
    const limited = directory.principal([viewEndUsers, new Set([production])])
    assert.deepEqual(await namesAndSources({ assetKey: asset }, limited), [['Both', 'Direct']])
    const development = { assetKey: asset, environmentKey: directory.development.key }
    assert.deepEqual(await namesAndSources(development, limited), [])
    const viewer = directory.principal('User and access management > View members')
    assert.deepEqual(await namesAndSources({ assetKey: asset }, viewer), [])
    assert.deepEqual(await namesAndSources({}, viewer), [])
    assert.equal((await who({})).length, 3)
    const refused: [AccessExportQuery, Principal, string][] = [
      [{ applicationRoleKey: roleIn(directory.development.key) }, limited, 'application_role_not_found'],
      [{ organizationRoleKey: directory.developerKey }, limited, 'permission_missing'],
      [{ groupKey: team }, limited, 'group_not_found'],
      [
        { groupKey: team },
        directory.principal(['End-user management > Manage end-user groups', new Set([test_])]),
        'group_not_found',
      ],
      [{ assetKey: asset, groupKey: team }, directory.administrator, 'invalid_parameter'],
      [{ groupKey: team, environmentKey: test_ }, directory.administrator, 'invalid_parameter'],
      [
        { applicationRoleKey: roleIn(production), environmentKey: production },
        directory.administrator,
        'invalid_parameter',
      ],
    ]
    for (const [query, principal, problem] of refused) {
      const isIt = (error: Problem) => error.problem === problem
      await assert.rejects(listAccess(parts(), principal, query), isIt, problem)
      await assert.rejects(exportAccess(parts(), principal, query), isIt, problem)
    }
  })

  test('of dormant accounts alone, and in CSV, part by part, without formulas', async () => {
    assert.deepEqual(await namesAndSources({ assetKey: asset, dormantSince: ago(90) }), [
      ['Both', 'Direct', 'GroupAssigned', 'GroupMapped', 'Direct'],
      ['Grouped', 'GroupMapped'],
    ])
    const { text, next } = await exportAccess(parts(), directory.administrator, { assetKey: asset })
    const [head, ...lines] = text.trimEnd().split('\r\n')
    assert.ok(
      head?.startsWith(
        '\ufeffuserKey,name,email,status,lastLoginAt,source,roleName,groupName,environmentName,assetName,',
      ),
    )
    const columnNames = (head ?? '').slice(1).split(',').toReversed()
    const named = await exportAccess(parts(), directory.administrator, { assetKey: asset, columnNames })
    assert.equal(named.text, [`\ufeff${columnNames.join()}`, ...lines, ''].join('\r\n'))
    assert.equal(lines.length, 6)
    assert.ok(lines.some((line) => line.startsWith(`${people.direct},'=Direct,direct@example.com,Active,`)))
    assert.ok(lines.some((line) => line.includes(',GroupMapped,Buyer,Team,Development,Shop,')))
    // Who sees end users, and not the asset, gets its key.
    const blind = await exportAccess(parts(), directory.principal(viewEndUsers), { assetKey: asset })
    assert.ok(blind.text.includes(',GroupMapped,Buyer,Team,Development,,'))
    assert.ok(blind.text.includes(asset))
    assert.equal(next, undefined)
    const rest = await exportAccess(parts(), directory.administrator, { assetKey: asset }, people.direct)
    assert.deepEqual(
      rest.text
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split(',')[0]),
      lines.map((line) => line.split(',')[0]).filter((key) => (key ?? '') > people.direct),
    )
  })

  test('dormant is who could sign in and has not, without a sign-in since they were created', async () => {
    const dormant = async (days: number) =>
      (await listUsers(parts(), directory.administrator, { dormantSince: ago(days) })).results.map(({ name }) => name)
    assert.deepEqual(await dormant(90), ['Both', 'Brought along', 'Grouped'])
    assert.deepEqual(await dormant(5), ['=Direct', 'Both', 'Brought along', 'Grouped'])
    assert.deepEqual(await dormant(365), [])
  })

  test('in a stage alone: by every end-user role there, for a bulk change of all who match too', async () => {
    const [development, production] = [directory.development.key, directory.production.key]
    const [other = ''] = await directory.assets('Warehouse')
    const [packer] = await directory.roles({ assetKey: other, name: 'Packer', environmentKeys: [production] })
    const [packing = ''] = await directory.users({ name: 'Packing' })
    await directory.grant([packing, packer?.key ?? ''])
    const all = directory.administrator
    const limited = directory.principal([viewEndUsers, new Set([production])])
    const inProduction = [
      ['Both', 'Direct'],
      ['Packing', 'Direct'],
    ]
    const inDevelopment = [
      ['=Direct', 'Direct'],
      ['Both', 'Direct', 'GroupAssigned', 'GroupMapped'],
      ['Grouped', 'GroupMapped'],
    ]
    const seen: [Principal, string, string[][]][] = [
      [all, production, inProduction],
      [all, development, inDevelopment],
      [limited, production, inProduction],
      [limited, development, []],
      [directory.principal('User and access management > View members'), production, []],
    ]
    for (const [principal, environmentKey, expected] of seen) {
      assert.deepEqual(await namesAndSources({ environmentKey }, principal), expected)
      const matching = { environmentKey, hasApplicationRoles: true }
      const userKeys = await listMatchingUserKeys(parts(), principal, matching)
      const listed = (await who({ environmentKey }, principal)).map(({ key }) => key)
      assert.deepEqual(userKeys.toSorted(), listed.toSorted())
      const { text } = await exportAccess(parts(), principal, { environmentKey })
      assert.equal(text.trimEnd().split('\r\n').length - 1, expected.flatMap(([, ...sources]) => sources).length)
    }
  })

  test('is exported in parts of a few megabytes, also where users have hundreds of roles through a group', async () => {
    const environmentKey = directory.development.key
    const members = await directory.users(...Array.from({ length: 100 }, (_, n) => ({ name: `Member ${n}` })))
    const [assetKey = ''] = await directory.assets('Large')
    const names = Array.from({ length: 400 }, (_, n) => `Role ${n}`)
    const held = await Promise.all(
      names.map((name) => directory.roles({ assetKey, name, environmentKeys: [environmentKey] })),
    )
    const applicationRoleKeys = held.flat().map(({ key }) => key)
    const ofGroup = members.map((userKey) => ({ userKey, membershipType: 'Assigned' as const }))
    await directory.groups({ name: 'Large', environmentKey, applicationRoleKeys, members: ofGroup })
    const texts: string[] = []
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const { text, next } = await exportAccess(parts(), directory.administrator, { assetKey }, after)
      texts.push(text)
      after = next
    }
    const lines = texts.join('').trimEnd().split('\r\n')
    assert.equal(new Set(lines).size, 1 + 100 * 400)
    assert.equal(lines.length, 1 + 100 * 400)
    assert.ok(Math.max(...texts.map(({ length }) => length)) < 7_000_000, `${texts.map(({ length }) => length)}`)
  })

  /** Two accounts that are new: of somebody who never signed in, and of somebody whose sign-in is older than it. */
  async function createdNow(
    database: Db,
    { organizationKey }: Directory,
    login: Pick<NewUser, 'logins'>,
  ): Promise<string[]> {
    const clock = { now: () => now }
    const own = { email: null, status: 'Active' as const }
    const users = [
      { ...own, name: 'Newcomer' },
      { ...own, ...login, name: 'Brought along' },
    ]
    return seedUsers({ db: database, clock }, organizationKey, users)
  }
})
