import assert from 'node:assert/strict'
import { test } from 'node:test'
import { samlMetadata } from '@portico/testing/saml-metadata.ts'
import { readSamlSettings } from '../../directory/identity-providers/saml-settings.ts'
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
