import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import {
  assertionXml,
  expectationsOf,
  newSamlKeys,
  responseXml,
  type SamlSaying,
  signXml,
} from '@portico/testing/saml-documents.ts'
import { threadTime } from '@portico/testing/thread-time.ts'
import { checkResponse } from './check-response.ts'
import { decodePostMessage } from './decode-post-message.ts'
import { readRedirect, redirectUrl } from './redirect-url.ts'

const now = Date.parse('2026-11-23T15:00:00.000Z')
const keys = newSamlKeys()
const own = newSamlKeys('service provider')
const says: SamlSaying = {
  responseId: '_response',
  assertionId: '_assertion',
  issuer: 'https://idp.example.com/metadata',
  audience: 'https://portico.example.com/portal/saml/metadata',
  recipient: 'https://portico.example.com/portal/saml/acs',
  inResponseTo: '_request',
  nameId: 'ada',
  nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  sessionIndex: '_session',
  attributes: { mail: ['ada@example.com'] },
  now,
}
const expected = expectationsOf(says, keys, own)
const check = (xml: string) => checkResponse(xml, expected)
const refused = (xml: string, message = /./) => assert.throws(() => check(xml), { name: 'SamlRefusal', message })
/** A response whose assertion says something else, and is signed by the provider */
const saying = (from: string | RegExp, to: string): string => {
  const assertion = assertionXml(says)
  const after = assertion.replace(from, () => to)
  assert.notEqual(after, assertion)
  return responseXml(says, signXml(after, '_assertion', keys))
}

describe('Responses that were made to be misunderstood', () => {
  const whole = responseXml(says, signXml(assertionXml(says), '_assertion', keys))

  test('are not in another encoding or version of XML', () => {
    assert.equal(check(`\uFEFF<?xml version="1.0" encoding="utf-8"?>${whole}`).nameId, 'ada')
    for (const start of [
      '<?xml version="1.1"?>',
      '<?XML version="1.0"?>',
      '<?xml version="1.0" encoding="UTF-16"?>',
      '<?xml version="1.0" encoding="UTF-7"?>',
      '<?xml version="1.0" encoding="ISO-8859-1"?>',
      '\uFEFF\uFEFF',
      '<?xml version="1.0"?><?xml version="1.0"?>',
      '<?xml-stylesheet href="x"?>',
    ])
      refused(start + whole)
    for (const bytes of [
      Buffer.from(`\uFEFF${whole}`, 'utf16le'),
      Buffer.from(whole, 'utf16le').swap16(),
      Buffer.concat([Buffer.from(whole), Buffer.from([0xc0, 0xaf])]),
      Buffer.concat([Buffer.from(whole), Buffer.from([0xed, 0xa0, 0x80])]),
    ])
      assert.throws(() => check(decodePostMessage(bytes.toString('base64'))), { name: 'SamlRefusal' })
    for (const character of ['\0', '\u0001', '\u000B', '\uFFFF', '&#0;', '&#11;', '&#xFFFE;'])
      refused(whole.replace('>ada</saml:NameID', `>ada${character}</saml:NameID`))
  })

  test('name nobody else by what looks like white space, or is cut off', () => {
    for (const [text, name] of [
      ['\n  ada\n', 'ada'],
      ['\u00A0ada', '\u00A0ada'],
      ['ada\u2003', 'ada\u2003'],
      ['\u3000ada', '\u3000ada'],
      ['ada\uFEFF', 'ada\uFEFF'],
      ['ada\u200B', 'ada\u200B'],
    ] as const)
      assert.equal(check(saying('>ada</saml:NameID>', `>${text}</saml:NameID>`)).nameId, name)
    for (const part of ['<![CDATA[ada]]>', 'ada<!-- x -->', '<?x ?>ada', 'ada<x/>'])
      for (const element of ['NameID', 'Issuer', 'Audience'])
        refused(whole.replace(RegExp(`(?<=<saml:${element}[^>]*>)[^<]*`), part))
  })

  test('are for every audience that they name in restrictions, exactly', () => {
    const restriction = (...audiences: string[]): string =>
      `<saml:AudienceRestriction>${audiences.map((each) => `<saml:Audience>${each}</saml:Audience>`).join('')}</saml:AudienceRestriction>`
    const only = /<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/
    check(saying(only, restriction('urn:other', says.audience)))
    check(saying(only, restriction(says.audience) + restriction('urn:x', says.audience)))
    refused(saying(only, restriction(says.audience) + restriction('urn:other')), /is for urn:other/)
    refused(saying(only, restriction()), /for nobody/)
    for (const audience of [
      `${says.audience}/`,
      says.audience.toUpperCase(),
      `${says.audience}#`,
      `${says.audience}\u00A0`,
    ])
      refused(saying(only, restriction(audience)), /is for/)
    check(saying('</saml:Conditions>', '<saml:OneTimeUse/><saml:ProxyRestriction Count="0"/></saml:Conditions>'))
    for (const recipient of [
      `${says.recipient}/`,
      says.recipient.replace('portico.', 'PORTICO.'),
      says.recipient.replace('.com/', '.com:443/'),
      `${says.recipient}?`,
      says.recipient.replace('https', 'http'),
    ])
      refused(saying(`Recipient="${says.recipient}"`, `Recipient="${recipient}"`), /meant for/)
  })

  test('end with the session at the provider, and begin with nothing that is encrypted beside', () => {
    const ends = (seconds: number): string =>
      saying(
        '<saml:AuthnStatement',
        `<saml:AuthnStatement SessionNotOnOrAfter="${new Date(now + seconds * 1_000).toISOString()}"`,
      )
    check(ends(-59))
    refused(ends(-60), /session at the provider has ended/)
    check(saying('<saml:AuthnContext>', '<saml:SubjectLocality Address="192.0.2.1"/><saml:AuthnContext>'))
    refused(
      saying(/<saml:NameID.*<\/saml:NameID>/, '<saml:EncryptedID><x xmlns="urn:x"/></saml:EncryptedID>'),
      /no NameID/,
    )
    refused(saying('</saml:Subject>', '</saml:Subject><saml:EncryptedAssertion/>'), /2 assertions/)
    const encrypted = saying('</saml:AttributeStatement>', '<saml:EncryptedAttribute/></saml:AttributeStatement>')
    assert.deepEqual(
      check(encrypted).attributes.map(({ name }) => name),
      ['mail'],
    )
  })

  test('do not change what is signed by namespaces around it, or by where keys are said to be', () => {
    refused(whole.replace('<saml:Subject>', '<saml:Subject xmlns:saml="urn:other">'))
    refused(
      whole
        .replace('<saml:NameID', '<NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion"')
        .replace('</saml:NameID', '</NameID'),
    )
    const listed = responseXml(says, assertionXml(says))
    const withList = signXml(listed, '_response', keys, { inclusivePrefixes: ['xs'] })
    check(withList)
    refused(withList.replace('<samlp:Response', '<samlp:Response xmlns:xs="urn:x"'), /was changed/)
    for (const info of [
      '<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:RetrievalMethod URI="http://127.0.0.1/key"/></ds:KeyInfo>',
      '<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:KeyName>another</ds:KeyName></ds:KeyInfo>',
    ])
      assert.equal(check(whole.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, info)).nameId, 'ada')
  })
})

describe('Messages by HTTP-Redirect', () => {
  const endpoint = 'https://portico.example.com/portal/saml/logout'
  const queryOf = (relayState?: string): string =>
    redirectUrl(endpoint, { parameter: 'SAMLRequest', xml: '<x/>', relayState, privateKey: keys.privateKey }).slice(
      endpoint.length + 1,
    )
  const verify = (query: string): void => readRedirect(query).requireSignature([keys.certificate.publicKey])

  test('are signed as their octets are, whatever else would mean the same', () => {
    const query = queryOf('a b')
    verify(query)
    const [message, relayState, algorithm, signature] = query.split('&')
    verify([signature, algorithm, relayState, message].join('&'))
    verify(`other=1&${query}`)
    for (const other of [
      query.replace('a%20b', 'a+b'),
      query.replace('a%20b', '%61%20b'),
      [message, algorithm, signature].join('&'),
      [message, relayState, signature].join('&'),
      `${query}&RelayState=x`,
      `${query}&${message}`,
      `${query}&SAMLResponse=x`,
      query.replace('SAMLRequest', 'SAMLResponse'),
      query.replace('SAMLRequest', 'SAML%52equest'),
      query.replace('a%20b', '%'),
    ])
      assert.throws(() => verify(other), { name: 'SamlRefusal' }, other)
  })

  test('cost little, whatever they were packed from', async () => {
    const packed = (text: string | Buffer): string =>
      `SAMLRequest=${encodeURIComponent(deflateRawSync(text).toString('base64'))}`
    for (const query of [
      packed('x'.repeat(8_000_000)),
      packed(Buffer.from([0xff, 0xfe])),
      `SAMLRequest=${Buffer.from('<x/>').toString('base64')}`,
      `SAMLRequest=${'A'.repeat(20_000)}`,
      `${packed('<x/>')}&RelayState=${'x'.repeat(1_000_000)}`,
      '',
      'SAMLRequest',
      'SAMLRequest=',
    ]) {
      const refuse = () => assert.throws(() => readRedirect(query), { name: 'SamlRefusal' }, query.slice(0, 50))
      assert.ok((await threadTime(refuse)) < 150, query.slice(0, 50))
    }
  })
})
