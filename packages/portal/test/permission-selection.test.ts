import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { permissionOperations } from '@portico/sdk/generated/permission-operations.ts'
import fc from 'fast-check'
import { accessOfSelection } from '../../server/src/modules/foundation/permissions/grants.ts'
import { listPermissions } from '../../server/src/modules/foundation/permissions/list-permissions.ts'
import { permissionNamed, permissions } from '../../server/src/modules/foundation/permissions/permission-catalogue.ts'
import type { Environments } from '../../server/src/modules/foundation/permissions/scope.ts'
import { permission } from '../src/api/permission-names.ts'
import {
  automaticPermissions,
  countSelected,
  fromGrants,
  isSameSelection,
  type SelectedEnvironments,
  toGrants,
} from '../src/api/permission-selection.ts'
import { type permissionPresets, selectionOfPreset } from '../src/components/permissions/permission-presets.ts'
import { permissionWords } from '../src/components/permissions/permission-words.ts'

const catalogue = listPermissions({ limit: 100 }).results
const environments = ['dev', 'test', 'prod']

const selectedEnvironments: fc.Arbitrary<Environments> = fc.oneof(
  fc.constant('all' as const),
  fc.subarray(environments, { minLength: 1 }).map((keys) => new Set(keys)),
)
const selections = fc.uniqueArray(fc.nat(permissions.length - 1), { maxLength: 8 }).chain((indexes) =>
  fc.tuple(
    ...indexes.map((index) => {
      const { fullName, allowsEnvironments } = permissions[index] as (typeof permissions)[number]
      return selectedEnvironments.map((chosen) => ({
        permission: fullName,
        environments: allowsEnvironments ? chosen : ('all' as const),
      }))
    }),
  ),
)

describe('the permission matrix', () => {
  test('says of each permission that something asks for what it lets one do, and of no other', () => {
    assert.deepEqual(Object.keys(permissionWords).sort(), Object.keys(permissionOperations).sort())
    const sentences = Object.values(permissionWords).map(({ message }) => message)
    assert.deepEqual([...new Set(sentences)], sentences, 'each has a sentence of its own')
    const names = permissions.map(({ fullName }) => fullName as string)
    for (const name of Object.keys(permissionWords)) assert.ok(names.includes(name), name)
  })

  test('has presets that give what they say, and leave out what the member may not give', () => {
    const of = (name: (typeof permissionPresets)[number]['name'], mayGive = (_: string) => true) => [
      ...selectionOfPreset(name, catalogue, mayGive).selection.keys(),
    ]
    const keysOf = (...names: string[]) =>
      catalogue.filter(({ category, name }) => names.includes(`${category} > ${name}`)).map(({ key }) => key)
    assert.deepEqual(of('read-users').sort(), keysOf(permission.viewMembers, permission.viewEndUsers).sort())
    assert.deepEqual(of('manage-users'), keysOf(permission.manageUsers))
    assert.equal(of('full-access').length, permissions.length)
    const [held = ''] = keysOf(permission.viewMembers)
    for (const name of ['read-users', 'full-access'] as const)
      assert.deepEqual(
        of(name, (key) => key === held),
        [held],
      )
    assert.deepEqual(
      of('manage-users', (key) => key === held),
      [],
    )
    assert.equal(selectionOfPreset('read-users', catalogue, (key) => key === held).leftOut, 1)
    assert.equal(selectionOfPreset('read-users', catalogue, () => true).leftOut, 0)
  })

  test('selects by itself what the server will: no more, no less', () => {
    fc.assert(
      fc.property(selections, (grants) => {
        const selection = new Map(grants.map((grant) => [permissionNamed(grant.permission).key, grant.environments]))
        const whole = new Map<string, SelectedEnvironments>(selection)
        for (const [key, added] of automaticPermissions(selection, catalogue))
          whole.set(key, both(whole.get(key), added.environments))
        const expected = [...accessOfSelection(grants)].map(([name, scope]) => [
          permissionNamed(name).key,
          sorted(scope === 'all' ? 'all' : scope.environments),
        ])
        assert.deepEqual(
          Object.fromEntries([...whole].map(([key, where]) => [key, sorted(where)])),
          Object.fromEntries(expected),
        )
      }),
    )
  })

  test('names what brings a permission along', () => {
    const manageUsers = permissionNamed('User and access management > Manage users').key
    const automatic = automaticPermissions(new Map([[manageUsers, 'all']]), catalogue)
    const viewMembers = permissionNamed('User and access management > View members').key
    const manageMemberAccess = permissionNamed('User and access management > Manage member access').key
    const includedBy = [manageUsers, manageMemberAccess]
    assert.deepEqual(automatic.get(viewMembers), { environments: 'all', includedBy })
  })

  test('counts what is selected, with what comes along, and what holds in single stages alone', () => {
    const key = (name: Parameters<typeof permissionNamed>[0]) => permissionNamed(name).key
    const selection = fromGrants([
      { permissionKey: key('User and access management > View members'), environmentKeys: null },
      { permissionKey: key('Configuration management > View configurations'), environmentKeys: ['dev', 'test'] },
    ])
    const automatic = automaticPermissions(selection, catalogue)
    const { total, inEnvironment } = countSelected(selection, automatic)
    assert.equal(total, new Set([...selection.keys(), ...automatic.keys()]).size)
    assert.ok(total > 2, 'View configurations includes others')
    assert.equal(inEnvironment.get('dev'), inEnvironment.get('test'))
    const everywhere = countSelected(fromGrants([{ permissionKey: 'a', environmentKeys: null }]), new Map())
    assert.deepEqual(everywhere, { total: 1, inEnvironment: new Map() })
    const both = new Map([['a', { environments: 'all' as const, includedBy: ['b'] }]])
    const inDev = fromGrants([{ permissionKey: 'a', environmentKeys: ['dev'] }])
    assert.deepEqual(countSelected(inDev, both).inEnvironment, new Map(), 'it comes along everywhere')
    assert.deepEqual(countSelected(inDev, new Map()).inEnvironment, new Map([['dev', 1]]))
  })

  test('reads and writes grants as the APIs have them', () => {
    const grants = [
      { permissionKey: 'a', environmentKeys: null },
      { permissionKey: 'b', environmentKeys: ['dev', 'prod'] },
    ]
    assert.deepEqual(toGrants(fromGrants(grants)), grants)
  })

  test('compares selections by what they give', () => {
    const selection = fromGrants([
      { permissionKey: 'a', environmentKeys: null },
      { permissionKey: 'b', environmentKeys: ['dev', 'prod'] },
    ])
    const inAnotherOrder = fromGrants([
      { permissionKey: 'b', environmentKeys: ['prod', 'dev'] },
      { permissionKey: 'a', environmentKeys: null },
    ])
    assert.ok(isSameSelection(selection, inAnotherOrder))
    for (const other of [
      [],
      [{ permissionKey: 'a', environmentKeys: null }],
      [
        { permissionKey: 'a', environmentKeys: ['dev'] },
        { permissionKey: 'b', environmentKeys: ['dev', 'prod'] },
      ],
      [
        { permissionKey: 'a', environmentKeys: null },
        { permissionKey: 'b', environmentKeys: ['dev', 'test'] },
      ],
    ]) {
      assert.ok(!isSameSelection(selection, fromGrants(other)), JSON.stringify(other))
    }
  })

  test('the portal asks for permissions that exist', () => {
    for (const name of Object.values(permission)) assert.ok(permissionNamed(name))
  })
})

const both = (one: SelectedEnvironments | undefined, other: SelectedEnvironments): SelectedEnvironments =>
  one === 'all' || other === 'all' ? 'all' : new Set([...(one ?? []), ...other])

const sorted = (where: SelectedEnvironments): string[] | 'all' => (where === 'all' ? 'all' : [...where].sort())
