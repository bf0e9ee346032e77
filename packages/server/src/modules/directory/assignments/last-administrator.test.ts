import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, beforeEach, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { GrantDetails } from '../../members/organization-roles/organization-role-grant.ts'
import { upsertPassword } from '../../sign-in/credentials/passwords-repository.ts'
import { unlinkUserProvider } from '../../sign-in/federation/unlink-provider.ts'
import { selectPasskeys } from '../../sign-in/second-factors/passkeys-repository.ts'
import { removeUserPasskey } from '../../sign-in/second-factors/remove-user-factor.ts'
import { replaceProviderAssignments } from '../identity-providers/replace-provider-assignments.ts'
import { deleteUser } from '../users/delete-user.ts'
import { updateUser } from '../users/update-user.ts'
import { insertUserIdentities } from '../users/user-identities-repository.ts'
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

  const setPassword = (userKey: string) =>
    upsertPassword(db, directory.organizationKey, userKey, { hash: 'x', changedAt: at(0) })
  const setEmail = async (key: string): Promise<void> => {
    const email = `${key}@example.com`
    await db.updateTable('users').set({ email, email_folded: email }).where('key', '=', key).execute()
  }
  const letSignIn = async (key: string): Promise<void> => {
    await setEmail(key)
    await setPassword(key)
  }
  const addPasskey = (userKey: string) =>
    db
      .insertInto('passkeys')
      .values({
        ...{ organization_key: directory.organizationKey, key: randomUUID(), user_key: userKey },
        ...{ credential_id: randomUUID(), public_key: 'x', counter: 0, transports: null },
        ...{ name: 'Phone', created_at: at(0), last_used_at: null },
      })
      .execute()
  const addProfile = (userKey: string, identityProviderKey: string, firstLoginAt: string | null) => {
    const none = { username: null, name: null, email: null, photoUrl: null, isEmailVerified: null }
    const logins = { firstLoginAt, lastLoginAt: firstLoginAt }
    const profile = { userKey, identityProviderKey, subject: userKey, ...none, ...logins }
    return insertUserIdentities(db, directory.organizationKey, [profile], at(0))
  }
  const assign = async (key: string): Promise<string> => {
    await db.updateTable('identity_providers').set({ is_for_organization: 1 }).where('key', '=', key).execute()
    return key
  }

  test('who can sign in is not followed by one who cannot', async () => {
    const [company, elsewhere] = [
      await directory.identityProvider('company'),
      await directory.identityProvider('stage'),
    ]
    await assign(company)
    await grant(eve, {})
    await letSignIn(ada)
    // There is no e-mail to enter beside it.
    await setPassword(eve)
    await addProfile(eve, directory.builtInKey, at(0))
    await addProfile(eve, company, null)
    await addProfile(eve, elsewhere, at(0))
    for (const [, work] of losses()) await refuses(work)
    await assert.rejects(() => revoke(ada), /can sign in/)
    const ways: ((key: string) => Promise<unknown>)[] = [
      letSignIn,
      addPasskey,
      (key) => addProfile(key, company, at(0)),
    ]
    for (const giveWay of ways) {
      const [next = ''] = await directory.users({ name: 'Next' })
      await grant(next, {})
      await refuses(() => revoke(ada))
      await giveWay(next)
      await revoke(ada)
      await refuses(() => revoke(next))
      await grant(ada, {})
      await revoke(next)
    }
  })

  test('may go without a way to sign in, also where nobody has one', async () => {
    await grant(eve, {})
    await revoke(ada)
    await grant(ada, {})
    await letSignIn(ada)
    await revoke(eve)
    await refuses(() => revoke(ada))
  })

  test('stays when the two who can sign in go at the same moment', async () => {
    const [third = ''] = await directory.users({ name: 'Third' })
    await grant(eve, {})
    await grant(third, {})
    for (const key of [ada, eve]) await letSignIn(key)
    const answers = await Promise.allSettled([revoke(ada), updateUser(parts, manager, eve, { isActive: false })])
    assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    for (const answer of answers)
      if (answer.status === 'rejected') assert.equal(answer.reason.problem, 'last_administrator')
  })

  test('keeps a way to sign in, whichever is taken away', async () => {
    const company = await directory.identityProvider('company')
    await assign(company)
    // Ada has no e-mail, so that nobody is told by mail.
    const all = parts as Parts<'clock' | 'vault' | 'config' | 'log'>
    const unlink = () => unlinkUserProvider(all, manager, ada, company)
    const withdraw = (organization: boolean) =>
      replaceProviderAssignments(parts, manager, company, { organization, environmentKeys: [] })
    const removePasskeys = async (key: string): Promise<void> => {
      for (const { key: passkeyKey } of await selectPasskeys(db, directory.organizationKey, key))
        await removeUserPasskey(all, manager, { key, passkeyKey })
    }

    // Nobody can sign in before, so nobody loses anything.
    await addProfile(ada, company, null)
    await unlink()
    await addProfile(ada, company, at(0))
    await refuses(unlink)
    await refuses(() => withdraw(false))
    // One whose time is limited is no follower, nor one who cannot sign in.
    await grant(eve, { grantPeriod: { endTime: at(1) } })
    await letSignIn(eve)
    await refuses(unlink)
    await refuses(() => withdraw(false))
    await addPasskey(ada)
    await withdraw(false)
    await refuses(() => removePasskeys(ada))
    await withdraw(true)
    await unlink()
    await refuses(() => removePasskeys(ada))
    await grant(eve, {})
    await withdraw(false)
  })
})
