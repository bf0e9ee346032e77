import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { type SamlTestProvider, startSamlProvider } from '@portico/testing/saml-provider.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createIdentityProvider } from '../../directory/identity-providers/create-identity-provider.ts'
import { getStoredIdentityProvider } from '../../directory/identity-providers/get-identity-provider.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import { beginSamlSignIn } from './begin-saml-sign-in.ts'
import { createFirstSamlKey } from './generate-saml-key.ts'

const uid = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO12'
const rotation = '/api/management/v1/saml-keys/rotation'

onBothEngines('The SAML keys of an organization', (engine) => {
  let server: TestServer
  let organization: ReachedOrganization
  let idp: SamlTestProvider
  let token: string
  let key: string

  const metadata = () => send(server.url, 'GET', '/portal/saml/metadata')
  const rows = () => server.context.database.db.selectFrom('saml_keys').selectAll().execute()
  const step = (name: string, as = token) => send(server.url, 'POST', rotation, { token: as, body: { step: name } })
  const certificates = (xml: string, use: string): string[] =>
    [...xml.matchAll(RegExp(`use="${use}">.*?<ds:X509Certificate>([^<]*)`, 'g'))].map(([, found = '']) => found)
  const uses = async (): Promise<string[]> => {
    const { body } = await send(server.url, 'GET', '/api/management/v1/saml-keys', { token })
    return body.keys.map(({ use }: { use: string }) => use)
  }
  /** @param known the metadata that the provider checks requests with and encrypts for */
  const signIn = async (known: string): Promise<boolean> => {
    const stored = await getStoredIdentityProvider(server.context, server.organizationKey, key)
    const { url } = await beginSamlSignIn(server.context, organization, stored, { uid })
    const { action, fields } = await idp.answer(new URL(url), known, { nameId: 'ada' })
    const { headers } = await send(server.url, 'POST', new URL(action).pathname, { form: fields })
    return String(headers.location).includes('?ticket=')
  }

  before(async () => {
    server = await startTestServer({ engine })
    organization = await server.context.organizations.find('localhost')
    idp = await startSamlProvider({ encrypts: true })
    token = (await server.administrator()).token
  })

  test('are not made for strangers where there is no SAML provider', async () => {
    for (const answer of await Promise.all([metadata(), metadata()])) assertProblem(answer, 'saml_not_used')
    assert.deepEqual([await rows(), await uses()], [[], []])
  })

  test('are one, however many ask for it first, in several processes too', async () => {
    const samlConfiguration = [{ configName: 'metadataUrl', configValue: idp.metadataUrl }]
    const provider = { name: 'Directory', type: 'SAML', samlConfiguration } as const
    key = (await createIdentityProvider(server.context, server.system, provider)).key
    const { db } = server.context.database
    const another = { ...server.context, db: db.withoutPlugins() }
    const [answers] = await Promise.all([
      Promise.all(Array.from({ length: 8 }, metadata)),
      createFirstSamlKey(another, server.organizationKey),
    ])
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1)
    assert.deepEqual(
      (await rows()).map(({ number, state }) => [number, state]),
      [[1, 'current']],
    )
  })

  test('are replaced step by step, and nobody is locked out between the steps', async () => {
    const first = (await metadata()).text
    const [old] = certificates(first, 'signing')
    assert.ok(await signIn(first))
    for (const name of ['switch', 'end', 'cancel']) assertProblem(await step(name), 'saml_key_step_refused')
    assertProblem(await step('anything'), 'invalid_body')
    assertProblem(await step('begin', (await server.caller()).token), 'permission_missing')

    // Of two who begin at the same time, one does.
    const begun = await Promise.all([step('begin'), step('begin')])
    assert.deepEqual(begun.map(({ status }) => status).sort(), [200, 409])
    const both = (await metadata()).text
    const [current, next, ...more] = certificates(both, 'signing')
    assert.deepEqual([current, more, certificates(both, 'encryption')], [old, [], [old]])
    assert.ok(next && next !== old)
    assert.deepEqual(await uses(), ['next', 'current'])
    assert.ok(await signIn(first))

    assert.equal((await step('cancel')).status, 200)
    assert.equal((await metadata()).text, first)
    assert.equal((await step('begin')).status, 200)
    assert.equal((await step('switch')).status, 200)
    const after = (await metadata()).text
    const [signing, ...others] = certificates(after, 'signing')
    assert.ok(signing && ![old, next].includes(signing))
    assert.deepEqual([others, certificates(after, 'encryption')], [[], [signing]])
    assert.ok(await signIn(after))
    // A provider that takes the requests, and encrypts for the former key still
    const encryptsForOld = after.replace(/(use="encryption">.*?<ds:X509Certificate>)[^<]*/, `$1${old}`)
    assert.notEqual(encryptsForOld, after)
    assert.ok(await signIn(encryptsForOld))
    assertProblem(await step('begin'), 'saml_key_step_refused')
    assert.equal((await step('end')).status, 200)
    assert.equal(await signIn(encryptsForOld), false)
    assert.ok(await signIn(after))
    assert.deepEqual(await uses(), ['current'])

    const trail = await send(server.url, 'GET', '/api/management/v1/audit-entries?limit=20', { token })
    const steps = trail.body.results
      .filter(({ action }: { action: string }) => action === 'saml-key.rotated')
      .map(({ newValues }: { newValues: { step: string } }) => newValues.step)
    assert.deepEqual(steps, ['end', 'switch', 'begin', 'cancel', 'begin'])
  })
})
