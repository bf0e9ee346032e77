import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createSignInExamples } from '@portico/testing/sign-in-examples.ts'
import { createPortico, etagOf, type Portico, PorticoError } from '../src/index.ts'

// Each kind of thing from its creation to its deletion, on the server that ships.

let server: TestServer
let portico: Portico
before(async () => {
  server = await startTestServer({ engine: anyEngine, sample: true })
  const names = [
    'Manage users',
    'Manage organization roles',
    'Manage authentication',
    'Manage API clients',
    'Manage portfolio',
    'Manage stages',
    'View audit trail',
    'Manage end-user groups',
    'Asset management > Create',
    'Asset management > Change',
    'Asset management > Delete',
    'Deploy assets',
    'Release',
    'Manage Email configurations',
  ]
  portico = createPortico({
    url: server.url,
    ...(await server.createClient(names.map((name) => ({ name })))),
  })
})
const statusOf = (call: Promise<unknown>): Promise<number> =>
  call.then(
    () => 200,
    (error) => (error instanceof PorticoError ? error.status : assert.fail(String(error))),
  )
const newUser = async (email: string): Promise<string> => (await portico.users.create({ email })).key

test('groups take users and roles of their environment', async () => {
  const { groups, applicationRoles } = portico
  const [role] = (await applicationRoles.list({ limit: 1 }).page()).results
  assert.ok(role)
  const userKey = await newUser('grouped@example.com')
  const { environmentKey } = role
  const { key } = await groups.create({ name: 'By the SDK', environmentKey, userKeys: [userKey] })
  await groups.update(key, { description: 'a test' })
  assert.equal((await groups.get(key)).description, 'a test')
  assert.ok((await Array.fromAsync(groups.list({ environmentKey }), ({ key }) => key)).includes(key))
  await groups.changeApplicationRoles(key, { applicationRoleKeysToAdd: [role.key] })
  assert.deepEqual(await Array.fromAsync(groups.applicationRoles(key), ({ key }) => key), [role.key])
  assert.ok((await Array.fromAsync(applicationRoles.users(role.key), ({ key }) => key)).includes(userKey))
  assert.deepEqual(await Array.fromAsync(portico.users.groups(userKey), ({ group }) => group.key), [key])
  assert.deepEqual(await Array.fromAsync(groups.users(key), ({ user }) => user.key), [userKey])
  await groups.changeUsers(key, { userKeysToRemove: [userKey] })
  assert.equal((await groups.users(key).page()).page.totalResults, 0)
  await groups.delete(key)
  assert.equal(await statusOf(groups.get(key)), 404)
})

test('organization roles are made, granted for a time, and deleted', async () => {
  const { organizationRoles, permissions, users, management } = portico
  const [permission] = (await permissions.list({ nameContains: 'View members' }).page()).results
  assert.ok(permission)
  assert.equal((await permissions.get(permission.key)).name, permission.name)
  const { orgRoleKey } = await organizationRoles.create({
    name: 'By the SDK',
    permissions: [{ permissionKey: permission.key }],
  })
  await organizationRoles.update(orgRoleKey, { name: 'Renamed' })
  assert.equal((await organizationRoles.get(orgRoleKey)).name, 'Renamed')
  const copy = await management.organizationRoles.duplicate(orgRoleKey, 'A copy')
  const keys = await Array.fromAsync(organizationRoles.list(), ({ key }) => key)
  assert.ok(keys.includes(orgRoleKey) && keys.includes(copy.orgRoleKey))

  const userKey = await newUser('member@example.com')
  const endTime = new Date(Date.now() + 86_400_000).toISOString()
  await users.grantOrganizationRole(userKey, orgRoleKey, { grantPeriod: { endTime } })
  const [held] = (await users.organizationRoles(userKey).page()).results
  assert.deepEqual([held?.key, held?.grantPeriod?.endTime], [orgRoleKey, endTime])
  assert.deepEqual(await Array.fromAsync(organizationRoles.users(orgRoleKey), ({ key }) => key), [userKey])
  await users.revokeOrganizationRole(userKey, orgRoleKey)
  assert.equal((await users.organizationRoles(userKey).page()).page.totalResults, 0)
  for (const key of [orgRoleKey, copy.orgRoleKey]) await organizationRoles.delete(key)
  assert.equal(await statusOf(organizationRoles.get(orgRoleKey)), 404)
})

describe('many users at once', () => {
  test('are accepted, and finished one by one', async () => {
    const { bulkUsers } = portico
    const accepted = await bulkUsers.create([{ email: 'bulk1@example.com' }, { email: 'no e-mail' }])
    const operation = await bulkUsers.finished(accepted.key, { every: 20 })
    assert.equal(operation.status, 'FinishedWithErrors')
    assert.deepEqual(
      operation.operations.map(({ status }) => status),
      ['Inserted', 'Error'],
    )
    assert.match(operation.operations[1]?.errorMessage ?? '', /e-mail/)
  })

  test('waiting for them can be given up', async () => {
    const { key } = await portico.bulkUsers.create([{ email: 'bulk2@example.com' }])
    const reason = new Error('enough')
    const call = portico.bulkUsers.finished(key, { signal: AbortSignal.abort(reason) })
    await assert.rejects(call, reason)
  })
})

test('many users are changed at once, and put back', async () => {
  const { bulkChanges, users, access, overview } = portico.management
  const [role] = (await portico.applicationRoles.list({ limit: 1 }).page()).results
  assert.ok(role)
  const { environmentKey } = role
  const userKeys = [await newUser('one@changed.example.com'), await newUser('two@changed.example.com')]
  const { key: groupKey } = await portico.groups.create({ name: 'Changed at once', environmentKey })
  const added = await bulkChanges.create({ action: 'AddToGroup', groupKey, userKeys })
  const { status, changed } = await bulkChanges.finished(added.key, { every: 20 })
  assert.deepEqual([status, changed], ['Finished', 2])
  const results = await Array.fromAsync(bulkChanges.results(added.key, { outcome: 'Changed' }), ({ key }) => key)
  assert.deepEqual(results.toSorted(), userKeys.toSorted())
  assert.match(await new Response(await bulkChanges.report(added.key)).text(), /one@changed\.example\.com/)

  const holders = await Array.fromAsync(access.list({ groupKey }), ({ key }) => key)
  assert.deepEqual(holders.toSorted(), userKeys.toSorted())
  assert.match(await new Response(await access.export({ groupKey })).text(), /two@changed\.example\.com/)
  const undone = await bulkChanges.finished((await bulkChanges.undo(added.key)).key, { every: 20 })
  assert.deepEqual([undone.action, undone.changed], ['RemoveFromGroup', 2])
  assert.equal((await access.list({ groupKey }).page()).page.totalResults, 0)

  const matching = { domains: ['changed.example.com'] }
  assert.equal((await users.list(matching).page()).page.totalResults, 2)
  assert.match(await new Response(await users.export(matching)).text(), /one@changed\.example\.com/)
  const lookedUp = await users.lookUp(['TWO@changed.example.com', 'nobody@changed.example.com'])
  assert.deepEqual(
    lookedUp.map(({ user }) => user?.key),
    [userKeys[1], undefined],
  )
  assert.deepEqual(await users.permissions(userKeys[0] ?? ''), [])
  const deleted = await bulkChanges.create({ action: 'Delete', matching })
  await bulkChanges.cancel(deleted.key)
  await bulkChanges.finished(deleted.key, { every: 20 })
  await assert.rejects(bulkChanges.undo(deleted.key), TypeError)
  assert.ok((await overview.get()).recentChanges)
})

test('an API client says how it is used, and loses a secret at once', async () => {
  const { apiClients } = portico.management
  const { key, clientId, clientSecret } = await apiClients.create({ name: 'Used' })
  await createPortico({ url: server.url, clientId, clientSecret }).accessToken()
  assert.equal((await apiClients.use(key, 'Week')).unit, 'Day')
  const [secret] = (await apiClients.get(key)).secrets
  assert.ok(secret)
  await apiClients.endSecret(key, secret.key)
  assert.equal(await statusOf(createPortico({ url: server.url, clientId, clientSecret }).accessToken()), 401)
})

test('assets define application roles, which exist where they are deployed', async () => {
  const { assets } = portico.management
  const [environment] = await portico.environments.list()
  assert.ok(environment)
  const { key } = await assets.create({ name: 'By the SDK' })
  await assets.update(key, { description: 'a test' })
  const { externalKey } = await assets.createApplicationRole(key, { name: 'Reader' })
  await assets.renameApplicationRole(key, externalKey, 'Viewer')
  await assets.deploy(key, environment.key)
  const found = await Array.fromAsync(portico.applicationRoles.list({ assetKey: key }), ({ name }) => name)
  assert.deepEqual(found, ['Viewer'])
  const deployed = await Array.fromAsync(portico.deployedAssets.list(), (asset) => asset.key)
  assert.ok(deployed.includes(key))
  const { applicationRoles, deployments, description } = await assets.get(key)
  assert.deepEqual([applicationRoles.length, deployments.length, description], [1, 1, 'a test'])
  await assets.undeploy(key, environment.key)
  await assets.deleteApplicationRole(key, externalKey)
  assert.ok((await Array.fromAsync(assets.list(), (asset) => asset.key)).includes(key))
  await assets.delete(key)
  assert.equal(await statusOf(assets.get(key)), 404)
})

test('portfolios and environments are added and renamed', async () => {
  const { portfolios, environments, management } = portico
  const { key } = await management.portfolios.create({ name: 'By the SDK' })
  await portfolios.update(key, { name: 'Renamed' })
  const created = await management.environments.create({ name: 'Lab', purpose: 'NonProduction', portfolioKey: key })
  await environments.update(created.key, { name: 'Laboratory' })
  await environments.updateMany([{ key: created.key, order: 0 }])
  const names = (await environments.list({ portfolioKey: key })).map(({ name }) => name)
  assert.ok(names.includes('Laboratory'), names.join())
  const found = await Array.fromAsync(portfolios.list())
  assert.equal(found.find((portfolio) => portfolio.key === key)?.name, 'Renamed')
})

test('identity providers are added, used for mappings, and deleted', async () => {
  const { identityProviders, management, groups } = portico
  const { key } = await management.identityProviders.create({
    name: 'By the SDK',
    type: 'OIDC',
    oidcConfiguration: {
      discoveryUrl: 'https://idp.example.com/.well-known/openid-configuration',
      clientId: 'portico',
    },
  })
  await management.identityProviders.update(key, { name: 'Renamed' })
  assert.equal((await identityProviders.get(key)).name, 'Renamed')
  assert.ok((await Array.fromAsync(identityProviders.list(), (one) => one.key)).includes(key))
  const environmentKeys = (await portico.environments.list()).slice(0, 1).map((environment) => environment.key)
  await management.identityProviders.assign(key, { organization: true, environmentKeys })
  assert.deepEqual(await management.identityProviders.assignments(key), { organization: true, environmentKeys })

  const group = await groups.create({ name: 'Mapped', environmentKey: environmentKeys[0] ?? '' })
  const foreignClaim = { name: 'department', value: 'sales' }
  const mapping = await management.claimMappings.create(group.key, { providerKey: key, foreignClaim })
  await management.claimMappings.update(group.key, mapping.key, { foreignClaim: { value: 'support' } })
  assert.equal((await groups.get(group.key)).groupIdpClaimMappings[0]?.foreignClaim.value, 'support')
  await groups.deleteClaimMapping(group.key, mapping.key)
  await management.identityProviders.assign(key, { organization: false, environmentKeys: [] })
  await management.identityProviders.delete(key)
  assert.equal(await statusOf(identityProviders.get(key)), 404)
})

test('how a user signs in is read, ended and removed', async () => {
  const { userSignIn } = portico.management
  const key = await newUser('signs.in@example.com')
  const { session, passkey } = await createSignInExamples(server, { sessionOf: key, factorsOf: key })
  assert.deepEqual(
    (await userSignIn.sessions(key)).map((one) => one.key),
    [session],
  )
  await userSignIn.endSession(key, session)
  await userSignIn.endSessions(key)
  assert.deepEqual(await userSignIn.sessions(key), [])
  await userSignIn.removePasskey(key, passkey)
  await userSignIn.removeAuthenticator(key)
  const none = { passwordChangedAt: null, passkeys: [], authenticatorAddedAt: null, preparedLinks: [] }
  assert.deepEqual(await userSignIn.methods(key), none)
  assert.equal(await statusOf(userSignIn.sendPasswordReset(key)), 400)
  await userSignIn.addBuiltInProfile(key)
  await userSignIn.sendPasswordReset(key)
  assert.equal(await statusOf(userSignIn.invite(key)), 400)
  const invited = await newUser('is.invited@example.com')
  await userSignIn.invite(invited)
  assert.equal((await portico.users.get(invited)).status, 'Invited')
  const [preview] = await portico.management.userPreviews.read([{ email: 'IS.invited@example.com' }])
  assert.equal(preview?.status, 'Error')
})

test('people are invited, and the mails to them listed', async () => {
  const { invitations, mails } = portico.management
  const { key } = await invitations.create({ email: 'eve@example.com', name: 'Eve', language: 'pt' })
  assert.equal((await portico.users.get(key)).status, 'Invited')
  assert.equal(await statusOf(invitations.create({ email: 'EVE@example.com' })), 400)
  const sent = await Array.fromAsync(mails.list({ kind: ['invitation'] }))
  const mail = sent.find(({ toAddress }) => toAddress === 'eve@example.com')
  assert.deepEqual([mail?.kind, mail?.toName], ['invitation', 'Eve'])
  // Its link is for whoever holds every permission that controls access.
  assert.equal(await statusOf(mails.get(mail?.key ?? '')), 403)
})

test('the server that sends mail is set, tried and left, and SAML keys are replaced', async () => {
  // Where mail goes is everybody's power together.
  const { clientId, clientSecret } = (await server.administrator()).credentials
  const { mailSettings, mails, samlKeys } = createPortico({ url: server.url, clientId, clientSecret }).management
  assert.equal((await mailSettings.get()).source, 'none')
  const { key, status: kept } = await mailSettings.test('eve@example.com')
  assert.equal(kept, 'kept')
  assert.equal((await mails.get(key)).kind, 'test')
  const before = await mailSettings.get()
  const smtp = { host: 'smtp.example.com', port: 587, security: 'starttls' as const, fromAddress: 'id@example.com' }
  await mailSettings.replace(smtp, { ifMatch: etagOf(before) })
  assert.equal(await statusOf(mailSettings.replace(smtp, { ifMatch: etagOf(before) })), 412)
  assert.deepEqual([(await mailSettings.get()).host, (await mailSettings.get()).source], [smtp.host, 'organization'])
  await mailSettings.delete()
  assert.equal((await mailSettings.get()).source, 'none')

  const [first] = await samlKeys.rotate('begin')
  assert.equal(first?.use, 'current')
  const uses = (await samlKeys.rotate('begin')).map(({ use }) => use)
  assert.deepEqual(uses.sort(), ['current', 'next'])
  assert.equal(await statusOf(samlKeys.rotate('begin')), 409)
  await samlKeys.rotate('switch')
  await samlKeys.rotate('end')
  assert.deepEqual(
    (await samlKeys.get()).map(({ use }) => use),
    ['current'],
  )
})

test('the audit trail is listed, read and exported', async () => {
  const { auditEntries } = portico.management
  const key = await newUser('audited@example.com')
  const [entry] = (await auditEntries.list({ entityKey: [key] }).page()).results
  assert.ok(entry)
  assert.deepEqual(await auditEntries.get(entry.key), entry)
  for (const format of ['jsonl', 'csv'] as const) {
    const stream = await auditEntries.export({ entityKey: [key], format })
    assert.ok((await new Response(stream).text()).includes(key), format)
  }
})

test('changes start from the state that was read, where they say so', async () => {
  const { management, environments, portfolios } = portico
  const { apiClients, claimMappings } = management
  const { key } = await apiClients.create({ name: 'Edited by two' })
  const mine = await apiClients.get(key)
  const theirs = await apiClients.get(key)
  assert.match(etagOf(mine) ?? '', /^"[\w-]+"$/)
  await apiClients.update(key, { description: 'theirs' }, { ifMatch: etagOf(theirs) })
  for (const change of [
    apiClients.update(key, { name: 'Mine' }, { ifMatch: etagOf(mine) }),
    apiClients.setPermissions(key, [], { ifMatch: etagOf(mine) }),
  ]) {
    await assert.rejects(change, { name: 'PorticoError', status: 412, changedFields: ['description'] })
  }
  await apiClients.update(key, { name: 'Mine' }, { ifMatch: etagOf(await apiClients.get(key)) })
  assert.equal(etagOf(await apiClients.list({ nameContains: 'Mine' }).page()), undefined)

  const [environment] = await environments.list()
  assert.ok(environment)
  const stage = await management.environments.get(environment.key)
  await environments.update(stage.key, { name: `${stage.name} 2` }, { ifMatch: etagOf(stage) })
  const portfolio = await management.portfolios.get(stage.portfolioKey)
  await portfolios.update(portfolio.key, { name: `${portfolio.name} 2` }, { ifMatch: etagOf(portfolio) })
  assert.equal(await statusOf(claimMappings.get(key, key)), 404)
  const settings = etagOf(portfolio)
  assert.equal(await statusOf(portfolios.update(portfolio.key, { name: 'x' }, { ifMatch: settings })), 412)
})
