import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { configurationOf, refuseAt, registerApplication, signInAt } from '@portico/testing/sign-in-application.ts'
import { decodeJwt } from 'jose'
import { fetchUserInfo, refreshTokenGrant } from 'openid-client'
import { seedApplicationRoles } from '../../../modules/applications/application-roles/seed-application-roles.ts'
import { seedAssets } from '../../../modules/applications/assets/seed-assets.ts'
import { grantUserApplicationRole } from '../../../modules/directory/assignments/grant-user-application-role.ts'
import { revokeUserApplicationRole } from '../../../modules/directory/assignments/revoke-user-application-role.ts'
import { seedGroups } from '../../../modules/directory/groups/seed-groups.ts'

const scope = 'openid roles offline_access'

onBothEngines('Application roles in tokens', (engine) => {
  let server: TestServer
  let stage: { own: string; other: string }
  let assetKey: string
  /** Keys of roles of the asset in its stage, of the same role in another stage, and of one of another asset */
  let role: Record<'approver' | 'clerk' | 'unclaimed' | 'otherStage' | 'otherAsset', string>
  const browse = (): Browser => new Browser(server.url)
  const someone = async () => ({ ...(await createPasswordUser(server)), password: goodPassword })
  const change = (of: typeof grantUserApplicationRole, userKey: string, applicationRoleKey: string) =>
    of(server.context, server.system, { key: userKey, roleKey: applicationRoleKey })
  const application = async (settings = {}) =>
    configurationOf(
      server,
      await registerApplication(server, {
        assetKey,
        environmentKey: stage.own,
        allowsRefreshTokens: true,
        scopes: ['openid', 'roles', 'offline_access'],
        ...settings,
      }),
    )
  type Application = Awaited<ReturnType<typeof application>>
  /** The roles that the ID token, the access token and userinfo tell. They must be the same. */
  async function rolesIn(one: Application, tokens: { id_token?: string; access_token: string }): Promise<unknown> {
    const { roles, sub } = decodeJwt(tokens.id_token ?? '')
    const sorted = (given: unknown) => (given as string[]).toSorted()
    assert.deepEqual(sorted(decodeJwt(tokens.access_token).roles), sorted(roles))
    assert.deepEqual(sorted((await fetchUserInfo(one, tokens.access_token, String(sub))).roles), sorted(roles))
    return sorted(roles)
  }
  const refresh = (one: Application, { refresh_token = '' }) => refreshTokenGrant(one, refresh_token)

  before(async () => {
    server = await startTestServer({ engine })
    const { context, organizationKey, environments } = server
    const [own = '', other = ''] = environments.map(({ key }) => key)
    stage = { own, other }
    const { db } = context.database
    const { key: portfolioKey } = await db
      .selectFrom('portfolios')
      .select('key')
      .where('organization_key', '=', organizationKey)
      .executeTakeFirstOrThrow()
    const assets = ['Invoices', 'Stock'].map((name) => ({ portfolioKey, name, environmentKeys: [own, other] }))
    const [invoices = '', stock = ''] = (await seedAssets(context, organizationKey, assets)).map(({ key }) => key)
    assetKey = invoices
    const roles = await seedApplicationRoles(context, organizationKey, [
      { assetKey: invoices, name: 'Approver', claim: 'invoice:approve', environmentKeys: [own, other] },
      { assetKey: invoices, name: 'Clerk', claim: 'invoice:enter', environmentKeys: [own] },
      { assetKey: invoices, name: 'Without a claim', environmentKeys: [own] },
      { assetKey: stock, name: 'Counter', claim: 'stock:count', environmentKeys: [own] },
    ])
    const [approver = '', otherStage = '', clerk = '', unclaimed = '', otherAsset = ''] = roles.map(({ key }) => key)
    role = { approver, otherStage, clerk, unclaimed, otherAsset }
  })

  test('are those of its asset in its stage, by their claims, and gone once they are revoked', async () => {
    const user = await someone()
    for (const key of [role.approver, role.unclaimed, role.otherAsset])
      await change(grantUserApplicationRole, user.key, key)
    const one = await application()
    const first = await signInAt(one, browse(), user, { scope })
    assert.deepEqual(await rolesIn(one, first), ['Without a claim', 'invoice:approve'])
    await change(revokeUserApplicationRole, user.key, role.approver)
    // Userinfo knows at once, and the tokens at the next refresh.
    assert.deepEqual((await fetchUserInfo(one, first.access_token, user.key)).roles, ['Without a claim'])
    const second = await refresh(one, first)
    assert.deepEqual(await rolesIn(one, second), ['Without a claim'])
    await change(revokeUserApplicationRole, user.key, role.unclaimed)
    assert.deepEqual(await rolesIn(one, await refresh(one, second)), [])
  })

  test('are those of groups as well, once each, for as long as the user is in the group', async () => {
    const user = await someone()
    await change(grantUserApplicationRole, user.key, role.clerk)
    const members = [{ userKey: user.key, membershipType: 'Assigned' as const }]
    const groups = [
      { environmentKey: stage.own, name: 'Accounting', applicationRoleKeys: [role.approver, role.clerk], members },
      { environmentKey: stage.other, name: 'Elsewhere', applicationRoleKeys: [role.otherStage], members },
    ]
    const [{ key } = { key: '' }] = await seedGroups(server.context, server.organizationKey, groups)
    const one = await application()
    const first = await signInAt(one, browse(), user, { scope })
    assert.deepEqual(await rolesIn(one, first), ['invoice:approve', 'invoice:enter'])
    await server.context.database.db.deleteFrom('group_users').where('group_key', '=', key).execute()
    assert.deepEqual(await rolesIn(one, await refresh(one, first)), ['invoice:enter'])
  })

  test('are told only where the scope was asked for, and there is an asset', async () => {
    const user = await someone()
    await change(grantUserApplicationRole, user.key, role.clerk)
    const tokens = await signInAt(await application(), browse(), user)
    assert.equal(decodeJwt(tokens.id_token ?? '').roles, undefined)
    assert.equal(decodeJwt(tokens.access_token).roles, undefined)
    await assert.rejects(application({ assetKey: null, environmentKey: null }), /scopes must not hold roles/)
  })

  test('decide who may use an application, held directly or through a group', async () => {
    const [holder, member, stranger] = [await someone(), await someone(), await someone()]
    await change(grantUserApplicationRole, holder.key, role.approver)
    await change(grantUserApplicationRole, stranger.key, role.otherAsset)
    const members = [{ userKey: member.key, membershipType: 'Assigned' as const }]
    const named = { environmentKey: stage.own, name: 'Approvers', applicationRoleKeys: [role.approver], members }
    await seedGroups(server.context, server.organizationKey, [named])
    const one = await application({ allowedUsers: { who: 'roles', applicationRoleKeys: [role.approver, role.clerk] } })
    const tokens = await signInAt(one, browse(), holder, { scope })
    assert.deepEqual(await rolesIn(one, await signInAt(one, browse(), member, { scope })), ['invoice:approve'])

    const browser = browse()
    assert.equal(await refuseAt(one, browser, stranger), 'access_denied')

    await change(revokeUserApplicationRole, holder.key, role.approver)
    await assert.rejects(fetchUserInfo(one, tokens.access_token, holder.key))
    await assert.rejects(refresh(one, tokens), { error: 'invalid_grant' })
  })
})
