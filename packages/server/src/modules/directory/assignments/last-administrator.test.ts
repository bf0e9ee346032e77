import assert from 'node:assert/strict'
import { before, beforeEach, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { GrantDetails } from '../../members/organization-roles/organization-role-grant.ts'
import { deleteUser } from '../users/delete-user.ts'
import { updateUser } from '../users/update-user.ts'
import { grantUserOrganizationRole } from './grant-user-organization-role.ts'
import { revokeUserOrganizationRole } from './revoke-user-organization-role.ts'

const day = 86_400_000

onBothEngines('The last Administrator', (_engine, open) => {
  const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
  let db: Db
  let directory: Directory
  let parts: Parts<'clock'>
  let manager: Principal
  let ada: string
  let eve: string

  before(async () => {
    db = (await open()).db
    parts = { db, clock }
  })
  beforeEach(async () => {
    directory = await createDirectory(db, clock)
    manager = directory.administrator
    ;[ada = '', eve = ''] = await directory.users({ name: 'Ada' }, { name: 'Eve' })
    await grant(ada, {})
  })

  const at = (days: number): string => new Date(clock.now() + days * day).toISOString()
  const grant = (key: string, details: GrantDetails, roleKey = directory.administratorKey): Promise<boolean> =>
    grantUserOrganizationRole(parts, manager, { key, roleKey }, details)
  const revoke = (key: string): Promise<boolean> =>
    revokeUserOrganizationRole(parts, manager, { key, roleKey: directory.administratorKey }, null)
  const refuses = (work: () => Promise<unknown>): Promise<void> =>
    storingNothing(db, () => assert.rejects(work, { problem: 'last_administrator' }))
  const losses = (): [name: string, work: () => Promise<unknown>][] => [
    ['revoked', () => revoke(ada)],
    ['replaced', () => grant(ada, {}, directory.developerKey)],
    ['limited by an end', () => grant(ada, { grantPeriod: { endTime: at(1) } })],
    ['put off', () => grant(ada, { grantPeriod: { startTime: at(1) } })],
    ['limited to a portfolio', () => grant(ada, { portfolioKey: directory.portfolioKey })],
    ['deactivated', () => updateUser(parts, manager, ada, { isActive: false })],
    ['deleted', () => deleteUser(parts, manager, ada)],
  ]

  test('stays, whatever would take the role away', async () => {
    const [inactive = ''] = await directory.users({ name: 'Inactive', status: 'Inactive' })
    const [assetKey = ''] = await directory.assets('one')
    await grant(inactive, {})
    await grant(eve, { assetKeys: [assetKey] })
    for (const [, work] of losses()) await refuses(work)
    await grant(ada, { grantPeriod: { startTime: at(-1) } })
    await refuses(() => grant(ada, {}, directory.developerKey))
  })

  test('is not followed by one whose time is limited or has not begun', async () => {
    await grant(eve, { grantPeriod: { endTime: at(1) } })
    for (const [, work] of losses()) await refuses(work)
    await grant(eve, { grantPeriod: { startTime: at(1) } })
    for (const [, work] of losses()) await refuses(work)
    clock.advance(day)
    await revoke(ada)
    await refuses(() => revoke(eve))
  })

  test('stays also where no Administrator is without an end', async () => {
    const own = await createDirectory(db, clock)
    const principal = own.administrator
    const [one = '', another = ''] = await own.users({ name: 'One' }, { name: 'Another' })
    const organizationRoleKey = own.administratorKey
    await own.grantOrganizationRole(
      { userKey: one, organizationRoleKey, endTime: at(1) },
      { userKey: another, organizationRoleKey, endTime: at(2) },
    )
    const take = (key: string) =>
      revokeUserOrganizationRole(parts, principal, { key, roleKey: organizationRoleKey }, null)
    await take(one)
    await refuses(() => take(another))
    await grantUserOrganizationRole(parts, principal, { key: another, roleKey: organizationRoleKey }, null)
  })

  test('can become another user', async () => {
    await grant(eve, { grantPeriod: { endTime: at(1) } })
    await revoke(eve)
    await grant(eve, {})
    await revoke(ada)
    await refuses(() => revoke(eve))
  })

  test('stays when two take the role from each other at the same moment', async () => {
    await grant(eve, {})
    const answers = await Promise.allSettled([revoke(ada), grant(eve, {}, directory.developerKey)])
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1)
    for (const answer of answers)
      if (answer.status === 'rejected') assert.equal(answer.reason.problem, 'last_administrator')
  })
})
