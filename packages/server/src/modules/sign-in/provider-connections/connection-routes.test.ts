import assert from 'node:assert/strict'
import { before, beforeEach, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { newSamlKeys } from '@portico/testing/saml-documents.ts'
import { samlMetadata } from '@portico/testing/saml-metadata.ts'
import { type ScriptedOidcProvider, startScriptedProvider } from '@portico/testing/scripted-oidc-provider.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { startOidcProvider } from '@portico/testing/start-oidc-provider.ts'

const management = '/api/management/v1'
const discovery = '/.well-known/openid-configuration'

describe('The connection to an OpenID provider', () => {
  let server: TestServer
  let caller: Caller
  let idp: ScriptedOidcProvider
  const redirectUri = () => `http://localhost:${new URL(server.url).port}/portal/providers/callback`

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    caller = await server.administrator()
    idp = await startScriptedProvider()
  })
  beforeEach(() => {
    const refusal = { error: 'invalid_grant' }
    idp.answers = {
      '/token': (response) => {
        response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(refusal))
      },
    }
  })

  const provider = (oidc = {}) => ({
    name: 'Tested',
    type: 'OIDC',
    oidcConfiguration: { discoveryUrl: idp.issuer, clientId: 'portico', clientSecret: 'secret', ...oidc },
  })
  const testNew = async (oidc = {}) => {
    const { status, body, text } = await caller.call(
      'POST',
      `${management}/identity-provider-connection/test`,
      provider(oidc),
    )
    assert.equal(status, 200, text)
    const [failed] = body.steps.filter((step: { outcome: string }) => step.outcome === 'failed')
    assert.equal(body.outcome, failed ? 'failed' : 'passed')
    return { steps: body.steps.map((step: { outcome: string }) => step.outcome), failed }
  }

  test('what to register at the provider is told', async () => {
    const { body } = await caller.call('GET', `${management}/identity-provider-connection`)
    assert.deepEqual(
      [body.redirectUri, body.keysUrl],
      [`${redirectUri()}/{key}`, redirectUri().replace('/portal/providers/callback', '/identity/jwks')],
    )
    assert.match(body.samlMetadataUrl, /\/portal\/saml\/metadata$/)
  })

  test('a sound provider passes, saved or not', async () => {
    assert.deepEqual((await testNew()).steps, ['passed', 'passed', 'passed'])
    assert.deepEqual((await testNew({ discoveryUrl: idp.issuer + discovery })).steps, ['passed', 'passed', 'passed'])
    const { key } = (await caller.call('POST', `${management}/identity-providers`, { ...provider(), name: 'Saved' }))
      .body
    const path = `${management}/identity-providers/${key}/test`
    assert.equal((await caller.call('POST', path, {})).body.outcome, 'passed')
    assert.equal(idp.tokenRequest.get('client_secret'), 'secret')
    // The secret goes nowhere else.
    const elsewhere = { oidcConfiguration: { tokenUrl: 'https://evil.example/token' } }
    assertProblem(await caller.call('POST', path, elsewhere), 'identity_provider_secret_missing')
    const reader = await server.caller('Manage users')
    assertProblem(await reader.call('POST', path, {}), 'permission_missing')
    const stored = (await caller.call('GET', `/api/identity/v1/identity-providers/${key}`)).body
    assert.equal(stored.oidcConfiguration.tokenUrl, null)
  })

  test('what is wrong is said in words', async () => {
    const json = (value: object) => value
    const faults: [string, () => object, RegExp, string?][] = [
      ['unreachable', () => ({ discoveryUrl: 'http://127.0.0.1:61111' }), /cannot be reached/],
      ['unreachable', () => ({ discoveryUrl: 'https://nowhere.invalid' }), /cannot be reached/],
      ['forbidden-address', () => ({ discoveryUrl: 'https://169.254.169.254/latest' }), /not at a public address/],
      ['forbidden-address', () => ({ discoveryUrl: 'https://10.0.0.1' }), /--outgoing-allowed-networks/],
      [
        'refused',
        () => ({ discoveryUrl: `${idp.issuer}/wrong/.well-known/openid-configuration` }),
        /no issuer|status/,
        'any',
      ],
    ]
    for (const [reason, oidc, words, any] of faults) {
      const { failed } = await testNew(oidc())
      if (any === undefined) assert.equal(failed.reason, reason)
      assert.match(failed.detail, words)
      assert.equal(failed.step, 'discovery')
    }
    const documents: [string, (response: import('node:http').ServerResponse) => void, RegExp][] = [
      [
        'not-json',
        (response) => response.end('<html>Sign in to the hotel</html>'),
        /does not answer with a JSON object/,
      ],
      ['not-json', (response) => response.end('[]'), /JSON object/],
      ['refused', (response) => response.writeHead(404).end('{}'), /status 404/],
      ['unreachable', (response) => response.writeHead(502).end('{}'), /status 502/],
      ['unreachable', (response) => response.end(`{"issuer":"${'x'.repeat(300_000)}"}`), /more than is read/],
      [
        'forbidden-address',
        (response) => response.writeHead(302, { location: 'https://192.168.7.7/' }).end(),
        /not at a public/,
      ],
      ['incomplete', (response) => response.end(JSON.stringify({ issuer: idp.issuer })), /no authorization_endpoint/],
      [
        'issuer-differs',
        (response) => response.end(JSON.stringify({ ...idp.metadata, issuer: 'https://evil.example' })),
        /evil\.example.*it is at/,
      ],
      [
        'incomplete',
        (response) => response.end(JSON.stringify({ ...idp.metadata, authorization_endpoint: 'javascript:alert(1)' })),
        /https URL/,
      ],
      [
        'incomplete',
        (response) =>
          response.end(JSON.stringify({ ...idp.metadata, id_token_signing_alg_values_supported: ['none', 'HS256'] })),
        /no algorithm/,
      ],
    ]
    for (const [reason, answer, words] of documents) {
      idp.answers[discovery] = answer
      const { failed, steps } = await testNew()
      assert.deepEqual(
        [failed.step, failed.reason, steps.slice(1)],
        ['discovery', reason, ['skipped', 'skipped']],
        failed.detail,
      )
      assert.match(failed.detail, words)
    }
    delete idp.answers[discovery]
    assert.equal((await testNew({ issuer: 'https://other.example' })).failed.reason, 'issuer-differs')
    for (const keys of [{}, { keys: [] }, { keys: 'x' }, { keys: [{ kty: 'oct', k: 'secret' }, null] }]) {
      idp.answers['/jwks'] = json(keys)
      const { failed } = await testNew()
      assert.deepEqual([failed.step, failed.reason], ['keys', 'incomplete'])
    }
    delete idp.answers['/jwks']
    for (const [error, reason] of [
      ['invalid_client', 'credentials-refused'],
      ['unauthorized_client', 'credentials-refused'],
      ['invalid_scope', 'refused'],
    ]) {
      idp.answers['/token'] = (response) =>
        response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ error }))
      const { failed } = await testNew()
      assert.deepEqual([failed.step, failed.reason], ['credentials', reason])
    }
  })

  test('the metadata of a SAML provider become settings with which it works', async () => {
    const path = `${management}/identity-provider-connection/saml-metadata`
    const keys = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(() => newSamlKeys().certificate.raw.toString('base64'))
    const more = keys.map((key) => `<X509Data><X509Certificate>${key}</X509Certificate></X509Data>`).join('')
    for (const metadata of [samlMetadata, `\uFEFF${samlMetadata.replace('</KeyInfo>', `${more}</KeyInfo>`)}`]) {
      const { status, body } = await caller.call('POST', path, { metadata })
      assert.equal(status, 200, JSON.stringify(body))
      const { samlConfiguration, certificates } = body
      assert.deepEqual(samlConfiguration.slice(0, 3), [
        { configName: 'entityId', configValue: 'urn:example:directory' },
        { configName: 'singleSignOnUrl', configValue: 'https://directory.example.com/sso' },
        { configName: 'singleSignOnBinding', configValue: 'HTTP-POST' },
      ])
      const request = { name: `Metadata ${certificates.length}`, type: 'SAML', samlConfiguration }
      const { key } = (await caller.call('POST', `${management}/identity-providers`, request)).body
      const held = await caller.call('GET', `${management}/identity-providers/${key}/saml-status`)
      assert.deepEqual(held.body, { certificates, metadata: null })
      assert.equal(
        (await caller.call('POST', `${management}/identity-providers/${key}/test`, {})).body.outcome,
        'passed',
      )
    }
  })

  test('what is no metadata of one SAML provider is refused in words', async () => {
    const path = `${management}/identity-provider-connection/saml-metadata`
    const cases: [string, RegExp][] = [
      ['<html>', /not complete/],
      [samlMetadata.replace('<EntityDescriptor', '<!DOCTYPE x [<!ENTITY a "b">]><EntityDescriptor'), /document type/i],
      [samlMetadata.replaceAll('IDPSSODescriptor', 'SPSSODescriptor'), /IDPSSODescriptor/],
      [samlMetadata.replace('https://directory', 'http://directory'), /https address/],
      [samlMetadata.replace('entityID=', 'validUntil="2020-01-01T00:00:00Z" entityID='), /validUntil/],
      [samlMetadata.replace(/<X509Data>.*<\/X509Data>/s, ''), /certificate/],
      ['<a>'.repeat(80_000), /./],
    ]
    for (const [metadata, words] of cases) {
      const answer = await caller.call('POST', path, { metadata })
      assertProblem(answer, 'saml_metadata_invalid')
      assert.match(JSON.stringify(answer.body), words)
    }
    assertProblem(await caller.call('POST', path, { metadata: 'x'.repeat(262_145) }), 'invalid_body')
    const reader = await server.caller('Manage users')
    assertProblem(await reader.call('POST', path, { metadata: samlMetadata }), 'permission_missing')
  })

  test('the credentials are those that a real provider takes', async () => {
    const real = await startOidcProvider({ redirectUris: [redirectUri()] })
    const given = {
      discoveryUrl: real.issuer,
      clientId: real.clientId,
      clientAuthenticationMethod: 'client_secret_basic',
    }
    assert.equal((await testNew({ ...given, clientSecret: real.clientSecret })).failed, undefined)
    for (const wrong of [{ clientSecret: 'wrong' }, { clientId: 'unknown', clientSecret: real.clientSecret }]) {
      assert.equal((await testNew({ ...given, ...wrong })).failed.reason, 'credentials-refused')
    }
  })
})
