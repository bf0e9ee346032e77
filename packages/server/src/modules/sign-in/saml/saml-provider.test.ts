import assert from 'node:assert/strict'
import { test } from 'node:test'
import { samlMetadata } from '@portico/testing/saml-metadata.ts'
import { readSamlSettings } from '../../directory/identity-providers/saml-settings.ts'
import { readMetadataAsSettings } from './read-metadata-as-settings.ts'
import { readProviderMetadata } from './read-provider-metadata.ts'
import { describeProvider } from './saml-provider.ts'

const address = 'https://directory.example.com'
const binding = (name: string): string => `urn:oasis:names:tc:SAML:2.0:bindings:HTTP-${name}`
const service = (kind: string, name: string, path: string): string =>
  `<Single${kind}Service Binding="${binding(name)}" Location="${address}${path}"/>`

test('the binding that the settings name is chosen of those that the metadata offer, without one HTTP-Redirect', () => {
  const services = [
    service('Logout', 'POST', '/out/post'),
    service('Logout', 'Redirect', '/out/redirect'),
    service('SignOn', 'POST', '/post'),
    service('SignOn', 'Artifact', '/artifact'),
    service('SignOn', 'Redirect', '/redirect'),
    service('SignOn', 'POST', '/second'),
  ]
  const metadata = readProviderMetadata(samlMetadata.replace(/<SingleSignOnService .*\/>/, services.join('')), 0)
  const provider = { key: 'a key', name: 'Directory', tokenNormalizations: null }
  const endpoints = (...settings: [name: string, value: string][]) => {
    const items = settings.map(([configName, configValue]) => ({ configName, configValue }))
    const { singleSignOn, singleLogout } = describeProvider(provider, readSamlSettings(items), metadata)
    return [singleSignOn.url, singleLogout?.url].map((url) => url?.slice(address.length))
  }
  assert.deepEqual(endpoints(), ['/redirect', '/out/redirect'])
  assert.deepEqual(endpoints(['singleSignOnBinding', 'HTTP-POST']), ['/post', '/out/redirect'])
  assert.deepEqual(endpoints(['singleLogoutBinding', 'HTTP-POST']), ['/redirect', '/out/post'])
})

test('answers to requests to sign out go where the metadata or the settings say', () => {
  const logout = service('Logout', 'Redirect', '/out').replace('/>', ` ResponseLocation="${address}/answers"/>`)
  const text = samlMetadata.replace('<SingleSignOnService', () => `${logout}<SingleSignOnService`)
  const provider = { key: 'a key', name: 'Directory', tokenNormalizations: null }
  const answersTo = (metadata: Parameters<typeof describeProvider>[2], items: Record<string, string>) => {
    const given = Object.entries(items).map(([configName, configValue]) => ({ configName, configValue }))
    return describeProvider(provider, readSamlSettings(given), metadata).singleLogout?.responseUrl
  }
  const metadata = readProviderMetadata(text, 0)
  assert.equal(answersTo(metadata, {}), `${address}/answers`)
  assert.equal(answersTo(metadata, { singleLogoutUrl: `${address}/out` }), `${address}/answers`)
  assert.equal(answersTo(metadata, { singleLogoutUrl: `${address}/elsewhere` }), null)
  assert.equal(answersTo(metadata, { singleLogoutResponseUrl: `${address}/set` }), `${address}/set`)
  // Metadata that were given as a file
  const { samlConfiguration } = readMetadataAsSettings({ clock: { now: () => 0 } } as never, text)
  const file = Object.fromEntries(samlConfiguration.map(({ configName, configValue }) => [configName, configValue]))
  assert.equal(answersTo(null, file), `${address}/answers`)
})

test('metadata without a certificate to sign with are refused', () => {
  const key = /<KeyDescriptor.*<\/KeyDescriptor>/s
  const [descriptor = ''] = key.exec(samlMetadata) ?? []
  for (const lost of [
    '',
    descriptor.replace('signing', 'encryption'),
    descriptor.replace(/<X509Data>.*<\/X509Data>/s, ''),
  ]) {
    const text = samlMetadata.replace(key, lost)
    assert.throws(() => readProviderMetadata(text, 0), /no certificate to sign with/)
  }
})
