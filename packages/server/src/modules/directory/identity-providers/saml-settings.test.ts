import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { describe, test } from 'node:test'
import { localhostCertificate } from '@portico/testing/certificate.ts'
import { isStrongKey } from './saml-certificates.ts'
import { requireSamlConfiguration } from './saml-configuration.ts'
import { samlSettingNames } from './saml-setting-names.ts'
import { readSamlSettings } from './saml-settings.ts'

const items = (given: Record<string, string>) =>
  Object.entries(given).map(([configName, configValue]) => ({ configName, configValue }))
const { cert, key } = localhostCertificate
const bare = cert.replace(/-----[A-Z ]+-----/g, '')
const complete = { entityId: 'urn:idp', singleSignOnUrl: 'https://idp.example.com/sso', certificate: cert }

describe('Settings of SAML providers', () => {
  test('are read whatever the case of their names, and have values where they are not set', () => {
    const settings = readSamlSettings(
      items({ ...complete, SIGNREQUESTS: 'false', secondFactorContexts: 'urn:a, urn:b', other: 'kept' }),
    )
    assert.deepEqual(
      [settings.entityId, settings.signRequests, settings.secondFactorContexts, settings.nameIdFormat],
      ['urn:idp', false, ['urn:a', 'urn:b'], null],
    )
    assert.equal(readSamlSettings([]).signRequests, true)
    assert.equal(readSamlSettings([]).allowProviderInitiated, false)
    assert.deepEqual(Object.keys(readSamlSettings([])).sort(), [...samlSettingNames].sort())
  })

  test('take certificates as PEM, in one line, several, and in bare base64', () => {
    for (const certificate of [cert, cert.replaceAll('\n', ''), `${cert}\n${cert}`, bare, bare.replaceAll('\n', '')]) {
      const read = readSamlSettings(items({ certificate })).certificate ?? []
      assert.equal(read[0]?.subject, 'CN=localhost')
      assert.equal(read.length, certificate.startsWith(`${cert}\n-`) ? 2 : 1)
    }
  })

  test('refuse what cannot work, and say what would be right', () => {
    const refused = (given: Record<string, string>, message: RegExp) =>
      assert.throws(() => requireSamlConfiguration(items({ ...complete, ...given })), {
        problem: 'invalid_body',
        message,
      })
    refused({ certificate: key }, /samlConfiguration\[2\]\.configValue holds a private key/)
    refused({ certificate: cert + key }, /private key/)
    refused({ certificate: 'no certificate' }, /PEM, or base64/)
    refused({ certificate: cert.repeat(11) }, /more than 10/)
    refused({ singleSignOnUrl: 'http://idp.example.com' }, /\[1\].*https/)
    refused({ singleLogoutUrl: 'javascript:alert(1)' }, /\[3\].*https/)
    refused({ singleSignOnBinding: 'SOAP' }, /HTTP-Redirect or HTTP-POST/)
    refused({ signRequests: 'yes' }, /true or false/)
    refused({ nameIdFormat: 'two words' }, /without spaces/)
    refused({ EntityID: 'urn:other' }, /\[3\].configName is given twice/)
    assert.throws(() => requireSamlConfiguration(items({ entityId: 'urn:idp' })), {
      message: /no item named singleSignOnUrl, certificate\. Without metadataUrl/,
    })
    requireSamlConfiguration(items({ metadataUrl: 'https://idp.example.com/metadata' }))
    requireSamlConfiguration(items(complete))
  })
  test('have no RSA keys that are weak, or with which checking signatures takes long', () => {
    const isStrong = (bits: number, exponent = 'AQAB'): boolean => {
      const n = Buffer.alloc(bits / 8, 0xff).toString('base64url')
      return isStrongKey(createPublicKey({ key: { kty: 'RSA', n, e: exponent }, format: 'jwk' }))
    }
    assert.deepEqual(
      [1024, 2048, 8192, 8200].map((bits) => isStrong(bits)),
      [false, true, true, false],
    )
    const exponents = [8, 9, 384].map((bytes) => Buffer.alloc(bytes, 0xff).toString('base64url'))
    assert.deepEqual(
      exponents.map((exponent) => isStrong(3072, exponent)),
      [true, false, false],
    )
  })
})
