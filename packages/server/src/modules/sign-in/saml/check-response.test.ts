import assert from 'node:assert/strict'
import { constants, createCipheriv, createHmac, publicEncrypt, randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import {
  assertionXml,
  expectationsOf,
  newSamlKeys,
  responseXml,
  type SamlSaying,
  samlAlgorithms,
  signXml,
} from '@portico/testing/saml-documents.ts'
import { threadTime } from '@portico/testing/thread-time.ts'
import { checkResponse } from './check-response.ts'
import type { ResponseExpectations } from './response-expectations.ts'

const now = Date.parse('2026-11-23T15:00:00.000Z')
const keys = newSamlKeys()
const attacker = newSamlKeys('attacker')
const own = newSamlKeys('service provider')
const says: SamlSaying = {
  responseId: '_response',
  assertionId: '_assertion',
  issuer: 'https://idp.example.com/metadata',
  audience: 'https://portico.example.com/portal/saml/metadata',
  recipient: 'https://portico.example.com/portal/saml/acs',
  inResponseTo: '_request',
  nameId: 'ada@example.com',
  nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  sessionIndex: '_session',
  attributes: { mail: ['ada@example.com'], groups: ['a', 'b & "c"'] },
  now,
}
const expected = expectationsOf(says, keys, own)

const signedAssertion = (more: Partial<SamlSaying> = {}): string => {
  const all = { ...says, ...more }
  return responseXml(all, signXml(assertionXml(all), all.assertionId, keys))
}
const signedResponse = (more: Partial<SamlSaying> = {}): string => {
  const all = { ...says, ...more }
  return signXml(responseXml(all, assertionXml(all)), all.responseId, keys)
}
const check = (xml: string, more: Partial<ResponseExpectations> = {}) => checkResponse(xml, { ...expected, ...more })
const refused = (xml: string, message: RegExp, more: Partial<ResponseExpectations> = {}): void =>
  assert.throws(() => check(xml, more), { name: 'SamlRefusal', message })

/** Replaces what must be there */
function changed(xml: string, from: string | RegExp, to: string): string {
  const after = xml.replace(from, () => to)
  assert.notEqual(after, xml)
  return after
}
const part = (xml: string, name: string): string =>
  RegExp(`<(\\w+:)?${name}\\b[\\s\\S]*</(\\w+:)?${name}>`).exec(xml)?.[0] ?? ''

describe('Responses of a SAML provider', () => {
  test('count with a signature of the assertion, of the response, or of both', () => {
    const both = signXml(signedAssertion(), says.responseId, keys)
    for (const xml of [signedAssertion(), signedResponse(), both]) {
      const { attributes, ...found } = check(xml)
      assert.deepEqual(found, {
        id: '_assertion',
        nameId: 'ada@example.com',
        nameIdFormat: says.nameIdFormat,
        sessionIndex: '_session',
        authenticationContext: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
        endsAt: now + 360_000,
      })
      assert.deepEqual(attributes, [
        { name: 'mail', friendlyName: null, values: ['ada@example.com'] },
        { name: 'groups', friendlyName: null, values: ['a', 'b & "c"'] },
      ])
    }
    check(signedAssertion(), { keys: [attacker.certificate.publicKey, keys.certificate.publicKey] })
    const prefixes = signXml(responseXml(says, assertionXml(says)), says.responseId, keys, {
      inclusivePrefixes: ['saml', 'xs'],
    })
    check(prefixes)
  })

  test('are not accepted unsigned, or signed by somebody else', () => {
    refused(responseXml(says, assertionXml(says)), /Neither the response nor the assertion is signed/)
    refused(responseXml(says, signXml(assertionXml(says), says.assertionId, attacker)), /none of the certificates/)
    refused(signXml(signedAssertion(), says.responseId, attacker), /none of the certificates/)
    refused(signedResponse(), /not signed, as the settings demand/, { requiresSignedAssertion: true })
    check(signedAssertion(), { requiresSignedAssertion: true })
    refused(signedAssertion(), /not encrypted/, { requiresEncryptedAssertion: true })
    refused(signedAssertion(), /No certificate/, { keys: [] })
    // The certificate of the attacker in place of the provider's, or beside it
    const forged = responseXml(says, signXml(assertionXml(says), says.assertionId, attacker))
    const certificate = part(signedAssertion(), 'X509Certificate')
    refused(changed(forged, part(forged, 'X509Certificate'), certificate), /none of the certificates/)
  })

  test('are not accepted where a byte was changed', () => {
    for (const xml of [signedAssertion(), signedResponse()]) {
      refused(changed(xml, '>ada@example.com</saml:NameID>', '>eve@example.com</saml:NameID>'), /was changed/)
      refused(changed(xml, '"groups"', '"Groups"'), /was changed/)
      refused(changed(xml, 'SessionIndex="_session"', 'SessionIndex="_other"'), /was changed/)
      refused(
        changed(xml, /<ds:DigestValue>[^<]*/, `<ds:DigestValue>${Buffer.alloc(32).toString('base64')}`),
        /was changed/,
      )
      refused(changed(xml, /<ds:DigestValue>[^<]*/, '<ds:DigestValue>'), /base64/)
      refused(changed(xml, /<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>AAAA'), /none of the certificates/)
      refused(changed(xml, /<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>'), /base64/)
    }
  })

  test('are not read beyond what the signature covers, in any form of wrapping (XSW 1 to 8)', () => {
    const evil = assertionXml({ ...says, assertionId: '_evil', nameId: 'eve@example.com' })
    const evilResponse = (content: string): string => responseXml({ ...says, responseId: '_evil-response' }, content)
    const original = signedResponse()
    const originalSignature = part(original, 'Signature')
    const unsigned = original.replace(originalSignature, '')
    const assertion = part(signedAssertion(), 'Assertion')
    const signature = part(assertion, 'Signature')
    const bare = assertion.replace(signature, '')
    const issuer = `<saml:Issuer>${says.issuer}</saml:Issuer>`
    const into = (xml: string, content: string): string => changed(xml, '</saml:Issuer>', `</saml:Issuer>${content}`)
    const extensions = (content: string): string => `<samlp:Extensions>${content}</samlp:Extensions>`
    const object = (content: string): string =>
      changed(signature, '</ds:Signature>', `<ds:Object>${content}</ds:Object></ds:Signature>`)
    const wrapped: Record<string, string> = {
      // A signed response, copied into or beside a forged one
      'XSW 1': into(
        evilResponse(evil),
        changed(originalSignature, '</ds:Signature>', `<ds:Object>${unsigned}</ds:Object></ds:Signature>`),
      ),
      'XSW 2': into(evilResponse(evil), originalSignature + unsigned),
      // A signed assertion beside, within or around a forged one
      'XSW 3': responseXml(says, evil + assertion),
      'XSW 3, after': responseXml(says, assertion + evil),
      'XSW 4': responseXml(says, changed(evil, '</saml:Assertion>', `${assertion}</saml:Assertion>`)),
      'XSW 5': responseXml(says, into(evil, signature) + bare),
      'XSW 6': responseXml(says, into(evil, object(bare))),
      'XSW 7': responseXml(says, extensions(assertion) + evil),
      'XSW 7, the signed one outside': responseXml(says, extensions(evil) + assertion),
      'XSW 8': responseXml(says, into(evil, object(bare))).replace('_evil"', '_assertion"'),
      'XSW 8, in the signed one': responseXml(
        says,
        changed(assertion, '</ds:Signature>', `<ds:Object>${evil}</ds:Object></ds:Signature>`),
      ),
      // Others
      'in an advice': responseXml(
        says,
        changed(evil, '</saml:Conditions>', `</saml:Conditions><saml:Advice>${assertion}</saml:Advice>`),
      ),
      'in an attribute': responseXml(
        says,
        changed(evil, 'ada@example.com</saml:AttributeValue>', `${assertion}</saml:AttributeValue>`),
      ),
      'the same ID twice': responseXml(says, changed(evil, '_evil', '_assertion') + assertion),
      'the same ID in another spelling': responseXml(
        says,
        changed(assertion, '<saml:Subject>', '<saml:Subject Id="_assertion">'),
      ),
      'the same ID with a prefix': responseXml(
        says,
        changed(assertion, '<saml:Subject>', '<saml:Subject xml:id="_assertion">'),
      ),
      'a signature that refers to the response': responseXml(
        { ...says, responseId: '_assertion' },
        into(evil, signature),
      ),
      'the signature of another element': into(responseXml(says, evil), signature),
      'an assertion of another namespace': responseXml(
        says,
        `${changed(evil, 'SAML:2.0:assertion', 'SAML:1.0:assertion')}${assertion}`,
      ).replace('xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response"', 'ID="_response"'),
      'the issuer last': responseXml(says, `${evil.replace(issuer, '')}`) + assertion,
    }
    for (const [name, xml] of Object.entries(wrapped)) assert.throws(() => check(xml), { name: 'SamlRefusal' }, name)
    // Nothing that a signature does not cover is read: what an unsigned response says besides does not matter.
    const { nameId } = check(responseXml(says, extensions('<x xmlns="urn:x">eve@example.com</x>') + assertion))
    assert.equal(nameId, 'ada@example.com')
  })

  test('have one signature in one place, with one reference to what holds it', () => {
    const assertion = part(signedAssertion(), 'Assertion')
    const signature = part(assertion, 'Signature')
    const within = (content: string): string => responseXml(says, changed(assertion, signature, content))
    refused(within(signature + signature), /more than one Signature/)
    refused(within(`<x xmlns="urn:x">${signature}</x>`), /wrong place/)
    refused(responseXml(says, signature + changed(assertion, signature, '')), /refers to something else|was changed/)
    const reference = part(signature, 'Reference')
    refused(within(changed(signature, reference, reference + reference)), /exactly one reference/)
    refused(within(changed(signature, reference, '')), /exactly one reference/)
    for (const uri of [
      '',
      '#',
      '#_response',
      '#_other',
      '_assertion',
      '#xpointer(/)',
      "#xpointer(id('_assertion'))",
      'https://evil.example/',
    ])
      refused(within(changed(signature, 'URI="#_assertion"', `URI="${uri}"`)), /refers to something else/)
    refused(within(changed(signature, ' URI="#_assertion"', '')), /refers to something else/)
    refused(within(changed(signature, '</ds:Signature>', '<ds:Object/></ds:Signature>')), /Object/)
    const info = part(signature, 'SignedInfo')
    refused(within(changed(signature, info, info + info)), /more than one SignedInfo/)
    const empty = signXml(responseXml(says, assertionXml(says)), says.responseId, keys, { isEmptyUri: true })
    refused(empty, /refers to something else/)
  })

  test('have signatures by strong algorithms of the provider’s key', () => {
    const { rsaSha1, sha1, enveloped, exclusive, inclusive } = samlAlgorithms
    const with_ = (options: Parameters<typeof signXml>[3]) =>
      responseXml(says, signXml(assertionXml(says), says.assertionId, keys, options))
    refused(with_({ algorithm: rsaSha1 }), /rsa-sha1, which does not count/)
    refused(with_({ digest: sha1 }), /sha1, which does not count/)
    refused(with_({ canonicalization: inclusive }), /only the exclusive one/)
    refused(with_({ transforms: [enveloped] }), /other transforms/)
    refused(with_({ transforms: [exclusive] }), /other transforms/)
    refused(with_({ transforms: [enveloped, inclusive] }), /only the exclusive one/)
    refused(with_({ transforms: [enveloped, exclusive, exclusive] }), /other transforms/)
    refused(with_({ transforms: [exclusive, enveloped] }), /other transforms/)
    const xml = signedAssertion()
    for (const transform of [
      'http://www.w3.org/TR/1999/REC-xslt-19991116',
      'http://www.w3.org/TR/1999/REC-xpath-19991116',
      'http://www.w3.org/2002/06/xmldsig-filter2',
      'http://www.w3.org/2000/09/xmldsig#base64',
    ]) {
      refused(
        changed(xml, `<ds:Transform Algorithm="${exclusive}"/>`, `<ds:Transform Algorithm="${transform}"/>`),
        /only the exclusive/,
      )
      refused(
        changed(xml, `<ds:Transform Algorithm="${enveloped}"/>`, `<ds:Transform Algorithm="${transform}"/>`),
        /other transforms/,
      )
    }
    const sheet = '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"/>'
    refused(
      changed(
        xml,
        `<ds:Transform Algorithm="${enveloped}"/>`,
        `<ds:Transform Algorithm="${enveloped}">${sheet}</ds:Transform>`,
      ),
      /other transforms/,
    )
    refused(
      changed(
        xml,
        `<ds:Transform Algorithm="${exclusive}"/>`,
        `<ds:Transform Algorithm="${exclusive}">${sheet}</ds:Transform>`,
      ),
      /unknown parameters/,
    )
    // HMAC whose secret is the certificate, which everybody knows
    for (const name of [
      '2000/09/xmldsig#hmac-sha1',
      '2001/04/xmldsig-more#hmac-sha256',
      '2001/04/xmldsig-more#rsa-md5',
    ]) {
      const claimed = changed(xml, samlAlgorithms.rsaSha256, `http://www.w3.org/${name}`)
      const value = createHmac('sha256', keys.certificate.toString()).update('x').digest('base64')
      refused(changed(claimed, /<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${value}`), /does not count/)
    }
    const truncated = `<ds:SignatureMethod Algorithm="${samlAlgorithms.rsaSha256}"><ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>`
    refused(changed(xml, `<ds:SignatureMethod Algorithm="${samlAlgorithms.rsaSha256}"/>`, truncated), /has parameters/)
    const named = changed(xml, samlAlgorithms.rsaSha256, 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256')
    refused(named, /No certificate of the provider/)
  })

  test('have no comments, document types or entities that change what is read', () => {
    const xml = signedAssertion({ nameId: 'ada@example.com.evil.example' })
    refused(changed(xml, 'ada@example.com.evil', 'ada@example.com<!-- -->.evil'), /comment/)
    refused(changed(xml, 'ada@example.com.evil', 'ada@example.com<![CDATA[]]>.evil'), /CDATA/)
    refused(changed(xml, 'ada@example.com.evil', 'ada@example.com<?x?>.evil'), /instruction/)
    refused(changed(xml, 'ada@example.com.evil', 'ada@example.com<b/>.evil'), /was changed/)
    refused(`<!DOCTYPE Response [<!ATTLIST Assertion ID ID #IMPLIED>]>${xml}`, /document type/)
    refused(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${changed(xml, 'ada@', '&e;')}`, /document type/)
    refused(`<!-- -->${xml}`, /comment/)
    assert.equal(check(xml).nameId, 'ada@example.com.evil.example')
  })

  test('are for this service provider, this address, this request and this time', () => {
    refused(signedAssertion({ audience: 'https://other.example.com' }), /is for https:\/\/other/)
    refused(
      changed(signedAssertion(), 'Destination="https://portico', 'Destination="https://other'),
      /meant for https:\/\/other/,
    )
    refused(signedAssertion({ recipient: 'https://other.example.com/acs' }), /arrived at/)
    const elsewhere = responseXml(
      says,
      signXml(assertionXml({ ...says, recipient: 'https://other.example' }), '_assertion', keys),
    )
    refused(elsewhere, /meant for https:\/\/other/)
    refused(signedAssertion({ inResponseTo: '_other' }), /another request/)
    refused(
      responseXml(says, signXml(assertionXml({ ...says, inResponseTo: '_other' }), '_assertion', keys)),
      /another request/,
    )
    refused(changed(signedAssertion(), ' InResponseTo="_request">', '>'), /another request/)
    refused(signedAssertion({ issuer: 'https://other.example.com' }), /not of https:\/\/idp/)
    refused(responseXml(says, signXml(assertionXml({ ...says, issuer: 'urn:other' }), '_assertion', keys)), /not of/)
    check(signedAssertion(), { now: now + 359_000 })
    refused(signedAssertion(), /too late/, { now: now + 360_000 })
    check(signedAssertion(), { now: now - 60_000 })
    refused(signedAssertion(), /not valid yet/, { now: now - 71_000 })
    refused(signedAssertion(), /in the future/, { now: now - 65_000 })
    refused(changed(signedAssertion(), 'status:Success', 'status:Responder'), /has refused: Responder/)
  })

  test('say all that an assertion has to say', () => {
    const without = (from: string | RegExp, to = ''): string =>
      responseXml(says, signXml(changed(assertionXml(says), from, to), says.assertionId, keys))
    refused(without(/<saml:Conditions.*<\/saml:Conditions>/), /no Conditions/)
    refused(without(/<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/), /for whom/)
    refused(without(/<saml:AuthnStatement.*<\/saml:AuthnStatement>/), /signed in/)
    refused(without(/<saml:Subject>.*<\/saml:Subject>/), /no Subject/)
    refused(without(/<saml:NameID.*<\/saml:NameID>/), /NameID/)
    refused(without('ada@example.com</saml:NameID>', ' </saml:NameID>'), /NameID is empty/)
    refused(without(/<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/), /no confirmation/)
    refused(without('cm:bearer', 'cm:sender-vouches'), /no confirmation/)
    refused(without(/(?<=Data )NotOnOrAfter="[^"]*"/), /no end/)
    refused(without(/ Recipient="[^"]*"/), /meant for nobody/)
    refused(without(/(?<=Data [^>]*) InResponseTo="[^"]*"/), /another request/)
    refused(without('</saml:Conditions>', '<x:Only xmlns:x="urn:x"/></saml:Conditions>'), /unknown condition/)
    refused(without(/(?<=Conditions NotBefore=")[^"]*/, 'yesterday'), /not a time/)
    refused(without('<saml:NameID', '<saml:NameID>eve</saml:NameID><saml:NameID'), /more than one NameID/)
    refused(without('<saml:Issuer>', '<saml:Issuer>urn:x</saml:Issuer><saml:Issuer>'), /more than one Issuer/)
    refused(without('Version="2.0"', 'Version="1.1"'), /not of SAML 2.0/)
    const twice = without(
      '</saml:AttributeStatement>',
      '<saml:Attribute Name="mail"><saml:AttributeValue>eve@example.com</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>',
    )
    assert.deepEqual(check(twice).attributes[0]?.values, ['ada@example.com', 'eve@example.com'])
    check(without('</saml:Conditions>', '<saml:OneTimeUse/></saml:Conditions>'))
  })

  test('are refused at little cost where they are huge, deep, or full of signatures', async () => {
    const prefixes = Array.from({ length: 2_000 }, (_, n) => `p${n}`).join(' ')
    // By somebody who is not the provider
    const signed = changed(
      signXml(responseXml(says, assertionXml(says)), says.assertionId, attacker, { inclusivePrefixes: ['xs'] }),
      '</saml:Subject>',
      `${'<saml:SubjectConfirmation/>'.repeat(2_000)}</saml:Subject>`,
    )
    const many = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'.repeat(3_000)
    const evil: Record<string, string> = {
      huge: signedAssertion({ nameId: 'x'.repeat(10_000_000) }),
      deep: changed(
        signedAssertion(),
        '</samlp:Status>',
        `</samlp:Status>${'<a>'.repeat(1_000)}${'</a>'.repeat(1_000)}`,
      ),
      'many signatures': changed(signedAssertion(), '</samlp:Status>', `</samlp:Status>${many}`),
      'many assertions': responseXml(says, assertionXml(says).repeat(200)),
      'many prefixes': changed(signed, /PrefixList="xs"/g, `PrefixList="${prefixes}"`),
      'a long description of a signature': changed(
        signed,
        '<ds:DigestValue>',
        `${'<a/>'.repeat(2_000)}<ds:DigestValue>`,
      ),
    }
    for (const [name, xml] of Object.entries(evil)) {
      const milliseconds = await threadTime(() => assert.throws(() => check(xml), { name: 'SamlRefusal' }, name))
      assert.ok(milliseconds < 150, `${name}: ${milliseconds} ms`)
    }
    const groups = Array.from({ length: 1_000 }, (_, i) => `cn=group ${i},ou=groups,dc=example,dc=com`)
    assert.equal(check(signedAssertion({ attributes: { groups } })).attributes[0]?.values.length, 1_000)
  })
})

describe('Encrypted assertions', () => {
  const oaep = 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p'
  interface Encryption {
    cipher?: 'aes-128-cbc' | 'aes-256-cbc' | 'aes-128-gcm' | 'aes-256-gcm'
    cipherName?: string
    keyMethod?: string
    parameters?: string
    hash?: string
    to?: typeof own
    padding?: number
  }

  function encrypt(text: string, given: Encryption = {}): string {
    const { cipher = 'aes-256-gcm', keyMethod = oaep, parameters = '', hash = 'sha1', to = own } = given
    const isGcm = cipher.endsWith('gcm')
    const key = randomBytes(cipher.includes('256') ? 32 : 16)
    const iv = randomBytes(isGcm ? 12 : 16)
    let data: Buffer
    if (isGcm) {
      const gcm = createCipheriv(cipher as 'aes-256-gcm', key, iv)
      data = Buffer.concat([iv, gcm.update(text), gcm.final(), gcm.getAuthTag()])
    } else {
      const cbc = createCipheriv(cipher, key, iv).setAutoPadding(false)
      const length = 16 - (Buffer.byteLength(text) % 16)
      const padding = Buffer.concat([randomBytes(length - 1), Buffer.from([given.padding ?? length])])
      data = Buffer.concat([iv, cbc.update(text), cbc.update(padding), cbc.final()])
    }
    const wrapped = publicEncrypt(
      { key: to.certificate.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash },
      key,
    )
    const [, bits, mode] = /aes-(\d+)-(\w+)/.exec(cipher) ?? []
    const name =
      given.cipherName ?? `http://www.w3.org/${isGcm ? '2009/xmlenc11' : '2001/04/xmlenc'}#aes${bits}-${mode}`
    return [
      '<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element">',
      `<xenc:EncryptionMethod Algorithm="${name}"/><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="${keyMethod}">${parameters}</xenc:EncryptionMethod>`,
      `<xenc:CipherData><xenc:CipherValue>${wrapped.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo>`,
      `<xenc:CipherData><xenc:CipherValue>${data.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>`,
    ].join('')
  }
  const signed = signXml(assertionXml(says), says.assertionId, keys)
  const encrypted = (text = signed, given: Encryption = {}): string => responseXml(says, encrypt(text, given))

  test('are decrypted, and then checked like others', () => {
    const digest =
      '<ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
    const mask =
      '<x:MGF xmlns:x="http://www.w3.org/2009/xmlenc11#" Algorithm="http://www.w3.org/2009/xmlenc11#mgf1sha256"/>'
    for (const given of [
      {},
      { cipher: 'aes-128-gcm' },
      { cipher: 'aes-128-cbc' },
      { cipher: 'aes-256-cbc' },
      { keyMethod: 'http://www.w3.org/2009/xmlenc11#rsa-oaep', parameters: digest + mask, hash: 'sha256' },
    ] satisfies Encryption[])
      assert.equal(check(encrypted(signed, given), { requiresEncryptedAssertion: true }).nameId, says.nameId)
    check(encrypted(), { privateKeys: [attacker.privateKey, own.privateKey] })
    check(signXml(encrypted(assertionXml(says)), says.responseId, keys))
  })

  test('are refused where their content is not signed, or is something else', () => {
    refused(encrypted(assertionXml(says)), /Neither the response nor the assertion is signed/)
    refused(encrypted(signXml(assertionXml(says), says.assertionId, attacker)), /none of the certificates/)
    refused(encrypted('<x/>'), /not an assertion/)
    refused(
      encrypted(
        signed.replace(
          '</saml:Subject>',
          `</saml:Subject><saml:Advice>${assertionXml({ ...says, assertionId: '_x' })}</saml:Advice>`,
        ),
      ),
      /another one/,
    )
    refused(responseXml(says, encrypt(signed) + assertionXml(says)), /2 assertions/)
    refused(responseXml({ ...says, responseId: '_assertion' }, encrypt(signed)), /there twice/)
    refused(signXml(encrypted(assertionXml(says)), says.responseId, keys), /as the settings demand/, {
      requiresSignedAssertion: true,
    })
  })

  test('tell nothing of why they cannot be decrypted', () => {
    const words = /^What is encrypted cannot be decrypted/
    refused(encrypted(signed, { to: attacker }), words)
    refused(encrypted(signed, { cipher: 'aes-256-cbc', padding: 0 }), words)
    refused(encrypted(signed, { cipher: 'aes-256-cbc', padding: 17 }), words)
    refused(encrypted('no XML'), words)
    refused(encrypted('<!DOCTYPE x><x/>'), words)
    refused(encrypted(signed, { hash: 'sha256' }), words)
    refused(
      encrypted(signed, { cipher: 'aes-128-gcm', cipherName: 'http://www.w3.org/2009/xmlenc11#aes256-gcm' }),
      words,
    )
    refused(changed(encrypted(), /(?<=KeyInfo><xenc:CipherData><xenc:CipherValue>)..../, 'AAAA'), words)
  })

  test('are refused with RSA 1.5, 3DES, and without a key', () => {
    refused(encrypted(signed, { keyMethod: 'http://www.w3.org/2001/04/xmlenc#rsa-1_5' }), /only RSA-OAEP/)
    refused(encrypted(signed, { cipherName: 'http://www.w3.org/2001/04/xmlenc#tripledes-cbc' }), /does not count/)
    refused(changed(encrypted(), /<ds:KeyInfo.*<\/ds:KeyInfo>/, ''), /no key/)
    const digest =
      '<ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
    refused(encrypted(signed, { parameters: digest, hash: 'sha256' }), /have to be the same/)
  })
})
