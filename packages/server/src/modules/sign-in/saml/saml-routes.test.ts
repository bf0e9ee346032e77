import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { send } from '@portico/testing/requests.ts'
import { assertionXml, logoutResponseXml, newSamlKeys, responseXml, signXml } from '@portico/testing/saml-documents.ts'
import { formOf, type SamlForm, type SamlTestProvider, startSamlProvider } from '@portico/testing/saml-provider.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createIdentityProvider } from '../../directory/identity-providers/create-identity-provider.ts'
import { getStoredIdentityProvider } from '../../directory/identity-providers/get-identity-provider.ts'
import { updateIdentityProvider } from '../../directory/identity-providers/update-identity-provider.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import { newSignOutState } from '../federation/sign-out-state.ts'
import { beginSamlSignIn } from './begin-saml-sign-in.ts'
import { certificateFacts } from './certificate-facts.ts'
import { deleteExpiredSamlRows } from './delete-expired-saml-rows.ts'
import { getSamlStatus } from './get-saml-status.ts'
import { renewDueMetadata } from './renew-metadata.ts'
import { logoutRequestId, samlLogoutUrl } from './saml-logout-url.ts'
import { takeSamlIdentity } from './take-saml-identity.ts'
import { testSamlConnection } from './test-saml-connection.ts'

const uid = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO12'
const person = {
  nameId: 'ada-4711',
  attributes: { mail: 'ada@example.com', displayName: 'Ada Lovelace', groups: 'staff' },
}

onBothEngines('SAML', (engine) => {
  let server: TestServer
  let organization: ReachedOrganization
  let idp: SamlTestProvider
  let key: string
  let metadata: string

  const stored = (providerKey = key) => getStoredIdentityProvider(server.context, server.organizationKey, providerKey)
  const addProvider = async (items: Record<string, string>): Promise<string> => {
    const samlConfiguration = Object.entries(items).map(([configName, configValue]) => ({ configName, configValue }))
    const name = `Provider ${Math.random()}`
    return (await createIdentityProvider(server.context, server.system, { name, type: 'SAML', samlConfiguration })).key
  }
  const begin = async (providerKey = key) =>
    beginSamlSignIn(server.context, organization, await stored(providerKey), { uid })
  const post = ({ action, fields }: SamlForm, headers = {}) =>
    send(server.url, 'POST', new URL(action).pathname, {
      form: fields,
      headers: { origin: 'https://idp.example.com', 'sec-fetch-site': 'cross-site', ...headers },
    })
  const external = `/portal/interactions/${uid}/external`
  const ticketIn = (location: unknown): string =>
    new URL(String(location), 'http://here').searchParams.get('ticket') ?? ''
  const pathOf = (location: unknown): string => String(location).replace(/\?ticket=[\w-]{43}$/, '')
  const refused = `${external}?outcome=refused`

  before(async () => {
    server = await startTestServer({ engine })
    organization = await server.context.organizations.find('localhost')
    idp = await startSamlProvider()
    key = await addProvider({ metadataUrl: idp.metadataUrl })
    const answer = await send(server.url, 'GET', '/portal/saml/metadata')
    assert.match(String(answer.headers['content-type']), /^application\/samlmetadata\+xml/)
    metadata = answer.text
  })

  test('signs in whom the provider names, once', async () => {
    const { url: redirectTo, pending } = await begin()
    const form = await idp.answer(new URL(redirectTo), metadata, person)
    assert.ok(Buffer.byteLength(form.fields.RelayState ?? '') <= 80)
    const answer = await post(form)
    assert.deepEqual([answer.status, pathOf(answer.headers.location)], [303, external])
    const ticket = ticketIn(answer.headers.location)
    const identity = await takeSamlIdentity(server.context, server.organizationKey, pending, ticket)
    assert.deepEqual(
      [identity.providerKey, identity.subject, identity.name, identity.email, identity.isEmailVerified],
      [key, 'ada-4711', 'Ada Lovelace', 'ada@example.com', false],
    )
    assert.deepEqual(
      [identity.claims.groups, identity.session?.type, identity.hasSecondFactor],
      ['staff', 'SAML', false],
    )
    await assert.rejects(takeSamlIdentity(server.context, server.organizationKey, pending, ticket), {
      name: 'SamlRefusal',
    })
    const again = await post(form)
    assert.deepEqual([again.status, again.headers.location], [303, refused])
    await assert.rejects(takeSamlIdentity(server.context, server.organizationKey, pending, ticket), {
      name: 'SamlRefusal',
    })
  })

  test('takes of two answers at the same time one, and gives an identity to one of two', async () => {
    const { url: redirectTo, pending } = await begin()
    const forms = await Promise.all([1, 2].map(() => idp.answer(new URL(redirectTo), metadata, person)))
    const answers = await Promise.all([...forms, ...forms].map((form) => post(form)))
    const accepted = answers.filter(({ headers }) => pathOf(headers.location) === external)
    assert.equal(accepted.length, 1)
    const ticket = ticketIn(accepted[0]?.headers.location)
    const taken = await Promise.allSettled(
      [1, 2, 3].map(() => takeSamlIdentity(server.context, server.organizationKey, pending, ticket)),
    )
    assert.equal(taken.filter(({ status }) => status === 'fulfilled').length, 1)
  })

  test('works with every way to sign, to encrypt and to send', async () => {
    for (const options of [
      { signs: 'response' },
      { signs: 'both', encrypts: true },
      { encrypts: true },
      { binding: 'post' },
    ] as const) {
      const other = await startSamlProvider(options)
      const providerKey = await addProvider({ metadataUrl: other.metadataUrl })
      const { url: redirectTo, pending } = await begin(providerKey)
      let request: URL | SamlForm = new URL(redirectTo)
      if ('binding' in options) {
        assert.match(redirectTo, /\/portal\/saml\/send\?message=/)
        const page = await send(server.url, 'GET', request.pathname + request.search)
        assert.match(String(page.headers['content-security-policy']), /default-src 'none'; script-src 'sha256-[^']+'/)
        request = formOf(page.text)
        assert.equal(new URL(request.action).origin, new URL(other.metadataUrl).origin)
      }
      const answer = await post(await other.answer(request, metadata, person))
      const { location } = answer.headers
      assert.deepEqual([answer.status, pathOf(location)], [303, external], JSON.stringify(options))
      const identity = await takeSamlIdentity(server.context, server.organizationKey, pending, ticketIn(location))
      assert.equal(identity.subject, person.nameId)
    }
  })

  test('takes no answer of another provider, for another interaction or without a request', async () => {
    const other = await startSamlProvider()
    const otherKey = await addProvider({ metadataUrl: other.metadataUrl })
    const mine = await begin()
    const theirs = await begin(otherKey)
    const locationOf = async (form: SamlForm) => (await post(form)).headers.location
    // The other provider answers a request to the first one, and the relay states are exchanged.
    const forged = await other.answer(new URL(mine.url), metadata, person)
    assert.equal(await locationOf(forged), refused)
    const right = await other.answer(new URL(theirs.url), metadata, person)
    const { RelayState: relayState = '' } = (await idp.answer(new URL(mine.url), metadata, person)).fields
    assert.equal(await locationOf({ ...right, fields: { ...right.fields, RelayState: relayState } }), refused)
    const elsewhere = right.fields.RelayState?.replace(uid, 'another-interaction-x') ?? ''
    assert.equal(
      await locationOf({ ...right, fields: { ...right.fields, RelayState: elsewhere } }),
      '/portal/interactions/another-interaction-x/external?outcome=refused',
    )
    const { RelayState: _, ...unsolicited } = right.fields
    assert.equal(await locationOf({ ...right, fields: unsolicited }), '/sign-in?problem=refused')
    const accepted = await locationOf(right)
    assert.equal(pathOf(accepted), external)
    const ticket = ticketIn(accepted)
    await assert.rejects(
      takeSamlIdentity(server.context, server.organizationKey, { ...theirs.pending, providerKey: key }, ticket),
      { name: 'SamlRefusal' },
    )
    await takeSamlIdentity(server.context, server.organizationKey, theirs.pending, ticket)
  })

  test('refuses what is no message at little cost, and says why in the log alone', async () => {
    const { url: redirectTo } = await begin()
    const { action, fields } = await idp.answer(new URL(redirectTo), metadata, person)
    const bodies: Record<string, string>[] = [
      {},
      { SAMLResponse: '' },
      { SAMLResponse: 'not base64!' },
      { SAMLResponse: Buffer.from([0xff, 0xfe, 0x00]).toString('base64') },
      { SAMLResponse: Buffer.from('<x/>').toString('base64') },
      { SAMLResponse: 'A'.repeat(400_000) },
    ]
    for (const more of bodies) {
      const { status, headers } = await post({
        action,
        fields: { ...(fields.RelayState ? { RelayState: fields.RelayState } : {}), ...more },
      })
      assert.deepEqual([status, headers.location], [303, refused])
    }
    const huge = await post({ action, fields: { SAMLResponse: 'A'.repeat(1_000_000) } })
    assert.equal(huge.status, 413)
    const json = await send(server.url, 'POST', '/portal/saml/acs', { body: { SAMLResponse: 'x' } })
    assert.equal(json.status, 415)
    assert.ok(server.logLines.some(({ msg }) => msg === 'a SAML message was refused'))
    const forged = await send(server.url, 'GET', '/portal/saml/send?message=forged')
    assert.equal(forged.body.errorCode, 'PTC-FED-40020')
  })

  test('follows a provider that changes its certificate, and keeps what it knew where metadata cannot be read', async () => {
    const other = await startSamlProvider()
    const providerKey = await addProvider({ metadataUrl: other.metadataUrl })
    const signIn = async () => {
      const { url: redirectTo } = await begin(providerKey)
      return pathOf((await post(await other.answer(new URL(redirectTo), metadata, person))).headers.location)
    }
    const { db } = server.context.database
    const due = (due_at = '2000-01-01T00:00:00.000Z') =>
      db.updateTable('saml_metadata').set({ due_at }).where('identity_provider_key', '=', providerKey).execute()
    const row = () =>
      db
        .selectFrom('saml_metadata')
        .selectAll()
        .where('identity_provider_key', '=', providerKey)
        .executeTakeFirstOrThrow()
    assert.equal(await signIn(), external)
    assert.equal(await signIn(), external)
    assert.equal(other.fetches(), 1)
    other.changeKeys()
    assert.equal(await signIn(), refused)
    await renewDueMetadata(server.context, new AbortController().signal)
    assert.equal(other.fetches(), 1)
    await due()
    await renewDueMetadata(server.context, new AbortController().signal)
    assert.deepEqual([other.fetches(), (await row()).failure], [2, null])
    // Written before a clock was set back
    await due('2999-01-01T00:00:00.000Z')
    await renewDueMetadata(server.context, new AbortController().signal)
    assert.equal(other.fetches(), 3)
    assert.equal(await signIn(), external)
    // The address leads elsewhere: to another provider's metadata, and to none.
    const stranger = await startSamlProvider()
    for (const url of [stranger.metadataUrl, `${stranger.metadataUrl}/none`]) {
      await db.updateTable('saml_metadata').set({ url }).where('identity_provider_key', '=', providerKey).execute()
      const samlConfiguration = [{ configName: 'metadataUrl', configValue: url }]
      await updateIdentityProvider(server.context, server.system, providerKey, { samlConfiguration })
      await due()
      await renewDueMetadata(server.context, new AbortController().signal)
      assert.match((await row()).failure ?? '', /now those of|status 404/)
      assert.equal(await signIn(), external)
    }
  })

  test('ends sessions at the provider, and here where the provider asks for it', async () => {
    const { url: redirectTo, pending } = await begin()
    const { location } = (await post(await idp.answer(new URL(redirectTo), metadata, person))).headers
    const { session } = await takeSamlIdentity(server.context, server.organizationKey, pending, ticketIn(location))
    assert.ok(session?.type === 'SAML')
    const state = newSignOutState(key)
    const asking = await samlLogoutUrl(server.context, organization, await stored(), { session, state })
    const url = new URL(asking?.url ?? '')
    assert.match(JSON.stringify(await idp.checkLogout(url, metadata)), /ada-4711/)
    assert.equal(url.searchParams.get('RelayState'), state)
    assert.ok(state.length <= 80)
    const lines = () => server.logLines.filter(({ msg }) => msg === 'a provider has not confirmed a sign-out')
    const goesOn = `/portal/providers/signed-out?state=${state}`
    const confirmed = await idp.answerLogout(url, metadata)
    const back = await send(server.url, 'GET', confirmed.pathname + confirmed.search)
    assert.deepEqual([back.status, back.headers.location, lines()], [303, goesOn, []])

    // Whatever is answered, whoever was signed out goes on; what does not come from the provider is in the log.
    const says = {
      id: '_answer',
      issuer: idp.entityId,
      destination: `${organization.baseUrl}/portal/saml/logout`,
      inResponseTo: logoutRequestId(server.context, server.organizationKey, state),
      status: 'Success',
      now: Date.now(),
    }
    const signed = (more: Partial<typeof says> = {}, keys = idp.keys) =>
      signXml(logoutResponseXml({ ...says, ...more }), '_answer', keys)
    const other = newSignOutState(key)
    for (const [xml, reason] of [
      [signed(), undefined],
      [signed({ status: 'Responder' }), /has not ended the session.*Responder/],
      [logoutResponseXml(says), /holds no Signature/],
      [signed({}, newSamlKeys()), /signature/i],
      [signed().replace('Success', 'Responder'), /was changed/],
      [signed({ issuer: 'https://evil.example/' }), /another provider/],
      [signed({ destination: 'https://other.example/portal/saml/logout' }), /another address/],
      [signed({ inResponseTo: logoutRequestId(server.context, server.organizationKey, other) }), /InResponseTo/],
      [signed({ inResponseTo: `${says.inResponseTo}x` }), /another request/],
      [signed({ now: Date.now() - 3_600_000 }), /too old/],
      ['<x/>', /InResponseTo/],
    ] as const) {
      const before = lines().length
      const fields = { SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: state }
      const answer = await post({ action: says.destination, fields })
      assert.deepEqual([answer.status, answer.headers.location], [303, goesOn])
      const [line] = lines().slice(before)
      if (reason) assert.match(String(line?.reason), reason)
      else assert.equal(line, undefined)
    }
    const foreign = await post({
      action: says.destination,
      fields: { SAMLResponse: 'x', RelayState: 'https://evil.example' },
    })
    const nowhere = `/portal/providers/signed-out?state=${encodeURIComponent('https://evil.example')}`
    assert.deepEqual([foreign.status, foreign.headers.location], [303, nowhere])
    const damaged = new URLSearchParams({ SAMLResponse: 'e30=', RelayState: state })
    const unread = await send(server.url, 'GET', `/portal/saml/logout?${damaged}`)
    assert.deepEqual([unread.status, unread.headers.location], [303, goesOn])

    const asked = new URL(idp.logoutUrl(metadata, person))
    const answer = await send(server.url, 'GET', asked.pathname + asked.search)
    assert.equal(answer.status, 303, answer.text)
    await idp.checkLogout(new URL(String(answer.headers.location)), metadata)
    const again = await send(server.url, 'GET', asked.pathname + asked.search)
    assert.equal(again.body.errorCode, 'PTC-FED-40020')
    for (const change of [
      (query: URLSearchParams) => query.delete('Signature'),
      (query: URLSearchParams) => query.set('RelayState', 'x'),
      (query: URLSearchParams) => query.set('SigAlg', 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'),
    ]) {
      const forged = new URL(idp.logoutUrl(metadata, person))
      change(forged.searchParams)
      const { status } = await send(server.url, 'GET', forged.pathname + forged.search)
      assert.equal(status, 400)
    }
    const stranger = await startSamlProvider()
    const unknown = new URL(stranger.logoutUrl(metadata, person))
    assert.equal((await send(server.url, 'GET', unknown.pathname + unknown.search)).status, 400)
  })

  test('begins a sign-in where a provider that may do so sends somebody by itself, and believes nothing of it', async () => {
    const other = await startSamlProvider()
    const items = { metadataUrl: other.metadataUrl, allowProviderInitiated: 'true' }
    const providerKey = await addProvider(items)
    const { url } = await begin(providerKey)
    const { action, fields } = await other.answer(new URL(url), metadata, person)
    for (const more of [{}, { RelayState: 'https://evil.example/' }] as Record<string, string>[]) {
      const { status, headers } = await post({ action, fields: { SAMLResponse: fields.SAMLResponse ?? '', ...more } })
      assert.deepEqual([status, headers.location], [303, '/portal/sign-in'])
    }
    // However many providers there are, and without reading what the others have
    const { db } = server.context.database
    const row = await db.selectFrom('identity_providers').selectAll().where('key', '=', providerKey).executeTakeFirst()
    assert.ok(row)
    const broken = JSON.stringify([{ configName: 'entityId', configValue: 'urn:other' }])
    const many = Array.from({ length: 1_001 }, (_, index) => {
      const name = `0 ${index}`
      return { ...row, key: crypto.randomUUID(), name, name_folded: name, saml: index % 2 ? broken : '[]' }
    })
    for (let at = 0; at < many.length; at += 100)
      await db
        .insertInto('identity_providers')
        .values(many.slice(at, at + 100))
        .execute()
    const { headers: last } = await post({ action, fields: { SAMLResponse: fields.SAMLResponse ?? '' } })
    await db.deleteFrom('identity_providers').where('name', 'like', '0 %').execute()
    assert.equal(last.location, '/portal/sign-in')
    for (const xml of ['<x/>', '<Issuer>', `<Issuer>urn:other</Issuer><Issuer>${other.entityId}</Issuer>`]) {
      const SAMLResponse = Buffer.from(xml).toString('base64')
      assert.equal((await post({ action, fields: { SAMLResponse } })).headers.location, '/sign-in?problem=refused', xml)
    }
    const { fields: without } = await idp.answer(new URL((await begin()).url), metadata, person)
    const { headers } = await post({ action, fields: { SAMLResponse: without.SAMLResponse ?? '' } })
    assert.equal(headers.location, '/sign-in?problem=refused')
  })

  test('tries the connection: the metadata, and the certificates with their end', async () => {
    const outcomes = async (providerKey: string) =>
      (await testSamlConnection(server.context, server.organizationKey, await stored(providerKey))).map(
        ({ step, outcome }) => [step, outcome],
      )
    const [, keys] = await testSamlConnection(server.context, server.organizationKey, await stored())
    assert.match(keys?.detail ?? '', /valid until 20/)
    assert.deepEqual(await outcomes(key), [
      ['discovery', 'passed'],
      ['keys', 'passed'],
      ['credentials', 'skipped'],
    ])
    const nowhere = await addProvider({ metadataUrl: `${idp.metadataUrl}/nowhere` })
    assert.deepEqual(await outcomes(nowhere), [
      ['discovery', 'failed'],
      ['keys', 'skipped'],
      ['credentials', 'skipped'],
    ])
  })

  test('tells the certificates that count with their end, and why metadata could not be fetched', async () => {
    const { certificates, metadata: read } = await getSamlStatus(server.context, server.organizationKey, key)
    const [certificate] = certificates
    assert.equal(certificate?.fingerprint, idp.keys.certificate.fingerprint256)
    assert.equal(certificate?.state, 'valid')
    assert.deepEqual([read?.url, read?.failure], [idp.metadataUrl, null])
    assert.ok(read?.readAt)
    const nowhere = await addProvider({ metadataUrl: `${idp.metadataUrl}/lost` })
    await assert.rejects(begin(nowhere))
    const lost = await getSamlStatus(server.context, server.organizationKey, nowhere)
    assert.deepEqual([lost.certificates, lost.metadata?.readAt], [[], null])
    assert.match(lost.metadata?.failure ?? '', /status 404/)
    assert.equal(lost.metadata?.failureReason, 'unreachable')

    const end = idp.keys.certificate.validToDate.getTime()
    const day = 86_400_000
    const states = [end - 31 * day, end - 29 * day, end + 1].map(
      (now) => certificateFacts(idp.keys.certificate, now).state,
    )
    assert.deepEqual(states, ['valid', 'ends-soon', 'ended'])
  })

  test('forgets messages that are not valid any more by themselves', async () => {
    const { db } = server.context.database
    await db.updateTable('saml_messages').set({ expires_at: '2000-01-01T00:00:00.000Z' }).execute()
    await deleteExpiredSamlRows(server.context, new AbortController().signal)
    assert.deepEqual(await db.selectFrom('saml_messages').selectAll().execute(), [])
  })

  test('reads providers without metadata by their settings', async () => {
    const keys = newSamlKeys()
    const providerKey = await addProvider({
      entityId: 'urn:manual',
      singleSignOnUrl: 'https://idp.example.com/sso?tenant=1',
      certificate: keys.certificate.toString(),
      subjectAttribute: 'uid',
      serviceProviderEntityId: 'urn:portico',
      signRequests: 'false',
      forceAuthentication: 'true',
    })
    const { url: redirectTo, pending } = await begin(providerKey)
    const url = new URL(redirectTo)
    assert.deepEqual([...url.searchParams.keys()], ['tenant', 'SAMLRequest', 'RelayState'])
    const says = {
      responseId: '_r1',
      assertionId: '_a1',
      issuer: 'urn:manual',
      audience: 'urn:portico',
      recipient: `${organization.baseUrl}/portal/saml/acs`,
      inResponseTo: pending.requestId,
      nameId: '_changes',
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
      sessionIndex: '_s',
      attributes: { uid: ['ada'], mail: ['a@example.com', 'b@example.com'] },
      now: Date.now(),
    }
    const xml = responseXml(says, signXml(assertionXml(says), '_a1', keys))
    const relayState = url.searchParams.get('RelayState') ?? ''
    const fields = { SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: relayState }
    const { location } = (await post({ action: says.recipient, fields })).headers
    assert.equal(pathOf(location), external)
    const identity = await takeSamlIdentity(server.context, server.organizationKey, pending, ticketIn(location))
    assert.deepEqual([identity.subject, identity.email, identity.username], ['ada', null, 'ada'])
  })
})
