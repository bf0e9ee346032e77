import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { normalClaims } from '../../directory/identity-providers/normal-claims.ts'
import { readSamlSettings } from '../../directory/identity-providers/saml-settings.ts'
import { normalizeClaims } from '../federation/normalize-claims.ts'
import { identityOfAssertion } from './identity-of-assertion.ts'

type Normalizations = Parameters<typeof normalizeClaims>[1]

describe('Claims under other names', () => {
  const attributes: Record<string, string> = {
    login: 'ada',
    shown: 'Ada',
    contact: 'ada@example.com',
    checked: 'true',
    face: 'https://example.com/ada.png',
    agreed: 'true',
  }
  const ofSaml = (tokenNormalizations: Normalizations, more: Record<string, string> = {}) => {
    const provider = { key: 'key', name: 'Directory', tokenNormalizations, settings: readSamlSettings([]) }
    const values = Object.entries({ ...attributes, ...more })
    const assertion = {
      nameId: 'subject',
      nameIdFormat: null,
      sessionIndex: null,
      authenticationContext: null,
      attributes: values.map(([name, value]) => ({ name, friendlyName: null, values: [value] })),
    }
    const { username, name, email, isEmailVerified, photoUrl, isTermsAccepted } = identityOfAssertion(
      assertion as never,
      provider as never,
    )
    return { username, name, email, isEmailVerified, photoUrl, isTermsAccepted }
  }
  const foreign = { username: 'login', name: 'shown', email: 'contact', email_verified: 'checked' }
  const all: Record<string, string> = { ...foreign, picture: 'face', terms: 'agreed' }

  test('mean the same for both kinds of providers, by each name that they have here', () => {
    const expected = {
      username: 'ada',
      name: 'Ada',
      email: 'ada@example.com',
      isEmailVerified: true,
      photoUrl: 'https://example.com/ada.png',
      isTermsAccepted: true,
    }
    assert.deepEqual(Object.keys(all), Object.keys(normalClaims))
    const standard = Object.fromEntries(Object.entries(all).map(([own, name]) => [normalClaims[own as never], name]))
    const upper = Object.fromEntries(Object.entries(all).map(([own, name]) => [own.toUpperCase(), name]))
    for (const names of [all, standard, upper]) {
      const given = Object.entries(names).map(([normalClaim, foreignClaim]) => ({ normalClaim, foreignClaim }))
      assert.deepEqual(normalizeClaims(attributes, given), expected)
      assert.deepEqual(ofSaml(given), expected)
    }
  })

  test('take no e-mail for verified because another one is', () => {
    const given = [{ normalClaim: 'email', foreignClaim: 'contact' }]
    const more = { email: 'other@example.com', email_verified: 'true' }
    for (const read of [ofSaml(given, more), normalizeClaims({ ...attributes, ...more }, given)])
      assert.deepEqual([read.email, read.isEmailVerified], ['ada@example.com', false])
    const also = [...given, { normalClaim: 'email_verified', foreignClaim: 'email_verified' }]
    for (const read of [ofSaml(also, more), normalizeClaims({ ...attributes, ...more }, also)])
      assert.equal(read.isEmailVerified, true)
    assert.equal(ofSaml(null, more).isEmailVerified, true)
  })
})

test('FriendlyNames count after Names, and not where several attributes have the same one', () => {
  const mail = 'urn:oid:0.9.2342.19200300.100.1.3'
  type Attribute = [name: string, friendlyName: string | null, value: string]
  const read = (attributes: Attribute[], subjectAttribute?: string) => {
    const settings = readSamlSettings(
      subjectAttribute ? [{ configName: 'subjectAttribute', configValue: subjectAttribute }] : [],
    )
    const provider = { key: 'key', name: 'Directory', tokenNormalizations: null, settings }
    const given = attributes.map(([name, friendlyName, value]) => ({ name, friendlyName, values: [value] }))
    const rest = { nameId: 'subject', nameIdFormat: null, sessionIndex: null, authenticationContext: null }
    return identityOfAssertion({ ...rest, attributes: given } as never, provider as never)
  }
  const own: Attribute = [mail, 'mail', 'ada@example.com']
  const chosen: Attribute = ['urn:example:chosen', 'email', 'root@example.com']
  assert.equal(read([own]).email, 'ada@example.com')
  assert.equal(read([['urn:example:mail', 'mail', 'ada@example.com']]).email, 'ada@example.com')
  for (const order of [
    [own, chosen],
    [chosen, own],
  ])
    assert.equal(read(order).email, 'ada@example.com')
  const two: Attribute[] = [
    ['urn:example:id', 'uid', 'ada'],
    ['urn:example:chosen', 'uid', 'root'],
  ]
  assert.equal(read(two).username, 'subject')
  assert.deepEqual(read(two).claims.uid, ['ada', 'root'])
  assert.throws(() => read(two, 'uid'), /one value/)
  assert.equal(read(two, 'urn:example:id').subject, 'ada')
})
