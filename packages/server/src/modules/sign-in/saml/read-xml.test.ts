import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { threadTime } from '@portico/testing/thread-time.ts'
import fc from 'fast-check'
import { ExclusiveCanonicalization } from 'xml-crypto'
import { canonicalize } from './canonicalize.ts'
import { bindings, namespaces, protocolSaml2 } from './namespaces.ts'
import { messageLimits } from './read-message.ts'
import { readProviderMetadata } from './read-provider-metadata.ts'
import { readXml } from './read-xml.ts'
import { textOf, type XmlElement } from './xml-element.ts'

const read = (xml: string): XmlElement => readXml(xml, messageLimits)
const refused = (xml: string, message: RegExp): void => assert.throws(() => read(xml), { name: 'SamlRefusal', message })

/** The least of some times: the first ones are those of code that is not compiled yet. */
const milliseconds = (work: () => void): Promise<number> => threadTime(work, 4)
const millisecondsToRefuse = (xml: string): Promise<number> =>
  milliseconds(() => assert.throws(() => read(xml), { name: 'SamlRefusal' }))

const prefixes = (count: number): string[] => Array.from({ length: count }, (_, number) => `a${(number * 37) % count}`)

describe('The XML of SAML', () => {
  test('is elements, attributes, namespaces and text', () => {
    const root =
      read(`<?xml version="1.0" encoding="UTF-8"?>\r\n<a:b xmlns:a="urn:a" xmlns="urn:d" c='1 &lt;"&#x41;' a:c="2">
      <d>x &amp; y\r\nz</d><e xmlns=""/></a:b >\n`)
    assert.deepEqual(
      [root.namespace, root.local, root.attributes.map(({ namespace, local, value }) => [namespace, local, value])],
      [
        'urn:a',
        'b',
        [
          ['', 'c', '1 <"A'],
          ['urn:a', 'c', '2'],
        ],
      ],
    )
    const [d, e] = root.children.filter((child) => typeof child !== 'string')
    assert.deepEqual([d?.namespace, d && textOf(d), e?.namespace], ['urn:d', 'x & y\nz', ''])
  })

  test('has no document types, entities, comments, CDATA sections or instructions', () => {
    const laughs = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
    refused(`<!DOCTYPE r [<!ENTITY l0 "lol">${laughs}]><r>&l9;</r>`, /document type/)
    refused('<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>', /document type/)
    refused('<!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1/">]><r>&x;</r>', /document type/)
    refused('<!doctype r><r/>', /document type/)
    refused('<r><!ENTITY x "y"></r>', /document type/)
    refused('<r>&x;</r>', /not well-formed|stands for no|not one of/)
    for (const entity of ['&nbsp;', '&constructor;', '&toString;', '&', '&#0;', '&#xD800;', '&#1114112;', '&#x110000;'])
      refused(`<r>${entity}</r>`, /stands for no|not one of/)
    refused('<r><!-- --></r>', /comment/)
    refused('<r><![CDATA[x]]></r>', /CDATA/)
    refused('<r>]]></r>', /]]>/)
    refused('<r><?xml-stylesheet href="x"?></r>', /instruction/)
    refused('<?xml version="1.0" encoding="UTF-7"?><r/>', /instruction/)
    refused(' <?xml version="1.0"?><r/>', /instruction/)
  })

  test('is well-formed, with namespaces', () => {
    for (const xml of [
      '',
      'x',
      '<r>',
      '</r>',
      '<r></s>',
      '<r/><r/>',
      '<r/>x',
      'x<r/>',
      '<r a="1" a="2"/>',
      '<r a="1"b="2"/>',
      '<r a=1/>',
      '<r a="<"/>',
      '<r a/>',
      '<r><</r>',
      '<r\u0000/>',
      '<r>\u0001</r>',
      '<r>\uFFFE</r>',
      '<a:r/>',
      '<r a:b="1"/>',
      '<r xmlns:a="urn:1" xmlns:b="urn:1" a:x="1" b:x="2"/>',
      '<r xmlns:a=""/>',
      '<r xmlns:xml="urn:1"/>',
      '<r xmlns:xmlns="urn:1"/>',
      '<r xmlns:a="http://www.w3.org/XML/1998/namespace"/>',
      '<a:b:c xmlns:a="urn:a"/>',
      '<1/>',
      '<r /x>',
      '< r/>',
      '<r><s></r></s>',
    ])
      assert.throws(() => read(xml), { name: 'SamlRefusal' }, xml)
  })

  test('is refused at little cost where it is huge, deep, or made to be slow', async () => {
    const { length } = messageLimits
    const fill = (text: string, before = '', after = ''): string =>
      before + text.repeat(Math.floor((length - before.length - after.length) / text.length)) + after
    const slow: Record<string, string> = {
      huge: '<r>'.padEnd(50_000_000, 'x'),
      deep: fill('<a>'),
      'deep and whole': fill('<a>', '', '').slice(0, 90_000) + '</a>'.repeat(30_000),
      'many elements': fill('<a/>', '<r>', '</r>'),
      'many attributes': `<r${Array.from({ length: 30_000 }, (_, i) => ` a${i}=""`).join('')}/>`,
      'many namespaces': `<r${Array.from({ length: 10_000 }, (_, i) => ` xmlns:a${i}="u"`).join('')}/>`,
      'namespaces on every level': Array.from({ length: 3_000 }, (_, i) => `<a xmlns:a${i}="u">`).join(''),
      'a long namespace': `<r xmlns:a="${'u'.repeat(60_000)}">${'<a:e/>'.repeat(4_900)}</r>`,
      'white space': fill(' ', '<r', ''),
      'white space in a tag': fill(' ', '<r', 'x'),
      'white space about an equals sign': fill(' ', '<r a', '!'),
      references: fill('&#65;', '<r>', '<'),
      'half references': fill('&#x', '<r>', '</r>'),
      'an unfinished attribute': fill('"', '<r a=', ''),
      'an unfinished name': fill('a:', '<', ''),
      'closing tags': fill('</a>', '<a>', ''),
    }
    for (const [name, xml] of Object.entries(slow)) {
      const time = await millisecondsToRefuse(xml)
      assert.ok(time < 25, `${name}: ${time}`)
    }
  })

  test('is read and signed twice at little cost where it is as long as it may be', async () => {
    const { length, nodes } = messageLimits
    const fill = (part: string, partNodes = 0, attributes = ''): string => {
      const most = partNodes === 0 ? Number.POSITIVE_INFINITY : (nodes - 40) / partNodes
      return `<r${attributes}>${part.repeat(Math.min(most, (length - attributes.length - 8) / part.length))}</r>`
    }
    const declared = prefixes(30).map((prefix) => ` xmlns:${prefix}="u"`)
    const filled: Record<string, string> = {
      elements: fill('<a/>', 1),
      attributes: fill('<a b="" c="" d="" e="" f=""/>', 6),
      namespaces: fill('<a xmlns:x="u"/>', 2, declared.join('')),
      references: fill('&lt;'),
      'what is written longer': fill('>'),
      'text with values': fill(`<saml:v xmlns:saml="urn:s" t="s">${'group '.repeat(10)}</saml:v>`, 3),
    }
    for (const [name, xml] of Object.entries(filled)) {
      const time = await milliseconds(() => {
        const document = read(xml)
        for (let signature = 0; signature < 2; signature++) canonicalize(document)
      })
      assert.ok(time < 25, `${name}: ${time}`)
    }
  })

  test('is that of one provider where it is of a provider: others are refused at little cost', async () => {
    const part = '<a xmlns:a="u" b="&lt;"/>'
    const hosts = String.fromCodePoint(...Array.from({ length: 2_000 }, (_, at) => 0x4e00 + ((at * 7_919) % 20_000)))
    const service = `<SingleSignOnService Binding="${bindings['HTTP-POST']}" Location="http://${hosts}"/>`
    const services = `<IDPSSODescriptor protocolSupportEnumeration="${protocolSaml2}">${service.repeat(100)}</IDPSSODescriptor>`
    for (const [xml, message] of [
      [`<r>${part.repeat(1_000_000 / part.length)}</r>`, /longer than 262144 characters/],
      [
        `<EntityDescriptor xmlns="${namespaces.metadata}" entityID="a">${services}</EntityDescriptor>`,
        /no https address/,
      ],
    ] as const) {
      const time = await milliseconds(() =>
        assert.throws(() => readProviderMetadata(xml, 0), { name: 'SamlRefusal', message }),
      )
      assert.ok(time < 25, String(time))
    }
  })
})

describe('Exclusive canonicalization', () => {
  test('is refused at little cost where each element uses as many namespaces, as long as they may be', async () => {
    const declarations = prefixes(30).map((prefix) => `xmlns:${prefix}="${'u'.repeat(253)}${prefix}"`)
    const element = `<e ${prefixes(30)
      .map((prefix) => `${prefix}:x=""`)
      .join(' ')}/>`
    const document = read(`<r ${declarations.join(' ')}>${element.repeat(240)}</r>`)
    const message = /more than 1048576 characters/
    const time = await milliseconds(() => assert.throws(() => canonicalize(document), { name: 'SamlRefusal', message }))
    assert.ok(time < 25, String(time))
  })

  test('is that of the specification', () => {
    // XML-exc-c14n, section 2.2
    const inner =
      '<n1:elem2 xmlns:n1="http://example.net" xml:lang="en"><n3:stuff xmlns:n3="ftp://example.org"/></n1:elem2>'
    const one = read(`<n0:pdu xmlns:n0="http://a.example">${inner}</n0:pdu>`)
    const two = read(
      `<n2:pdu xmlns:n1="http://example.com" xmlns:n2="http://foo.example" xml:lang="fr">${inner}</n2:pdu>`,
    )
    const expected =
      '<n1:elem2 xmlns:n1="http://example.net" xml:lang="en"><n3:stuff xmlns:n3="ftp://example.org"></n3:stuff></n1:elem2>'
    for (const { children } of [one, two]) assert.equal(canonicalize(children[0] as XmlElement), expected)
    const nested = read('<a xmlns="urn:1" xmlns:b="urn:b" z="1" b:a="2"><c xmlns=""><b:d/></c></a>')
    assert.equal(canonicalize(nested), '<a xmlns="urn:1" xmlns:b="urn:b" z="1" b:a="2"><c xmlns=""><b:d></b:d></c></a>')
    const [c] = nested.children as [XmlElement]
    assert.equal(canonicalize(c), '<c><b:d xmlns:b="urn:b"></b:d></c>')
    assert.equal(canonicalize(c, { inclusivePrefixes: ['b', '#default', 'no'] }), '<c xmlns:b="urn:b"><b:d></b:d></c>')
  })

  test('comes to what xml-crypto makes of any document', async () => {
    const { DOMParser } = await import('@xmldom/xmldom')
    const prefixes = ['', 'p', 'q', 'r']
    const text = fc.string({
      unit: fc.constantFrom('a', '&amp;', '&lt;', '&gt;', '&quot;', '&#13;', '&#9;', '\n', 'é', '😀'),
    })
    const declared = fc.uniqueArray(
      fc.tuple(fc.constantFrom(...prefixes), fc.constantFrom('urn:1', 'urn:2', 'urn:3')),
      {
        selector: ([prefix]) => prefix,
      },
    )
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc
        .record({
          prefix: fc.constantFrom(...prefixes),
          declared,
          attributes: fc.uniqueArray(fc.tuple(fc.constantFrom('x', 'y', 'z'), text), { selector: ([name]) => name }),
          qualified: fc.option(fc.tuple(fc.constantFrom('p', 'q', 'r'), text)),
          children: fc.array(fc.oneof({ depthSize: 'small' }, text, tie('tree')), { maxLength: 4 }),
        })
        .map(({ prefix, declared, attributes, qualified, children }) => {
          const name = prefix === '' ? 'e' : `${prefix}:e`
          const parts = [
            ...declared.map(([to, uri]) => ` xmlns${to && `:${to}`}="${uri}"`),
            ...attributes.map(([local, value]) => ` ${local}="${value}"`),
            ...(qualified ? [` ${qualified[0]}:w="${qualified[1]}"`] : []),
          ]
          return `<${name}${parts.join('')}>${children.join('')}</${name}>`
        }),
    }))
    const all = 'xmlns:p="urn:1" xmlns:q="urn:2" xmlns:r="urn:3"'
    fc.assert(
      fc.property(tree, (inner) => {
        const xml = `<root ${all}>${inner}</root>`
        const theirs = new ExclusiveCanonicalization().process(
          new DOMParser().parseFromString(xml, 'text/xml').documentElement?.firstChild as never,
          {},
        )
        assert.equal(canonicalize(read(xml).children[0] as XmlElement), theirs)
      }),
      { numRuns: 300 },
    )
  })
})
