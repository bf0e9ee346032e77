import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { asciiDomain, parseEmailAddress, sendableAddress } from './email-address.ts'

describe('A domain in ASCII', () => {
  test('is what UTS #46 makes of it, without transitional forms', () => {
    for (const [domain, ascii] of [
      ['Example.COM', 'example.com'],
      ['MÜNCHEN.example', 'xn--mnchen-3ya.example'],
      ['münchen。example', 'xn--mnchen-3ya.example'],
      ['XN--MNCHEN-3YA.example', 'xn--mnchen-3ya.example'],
      ['faß.example', 'xn--fa-hia.example'],
      ['ｗｉｄｅ．example', 'wide.example'],
      ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
      ['r3---sn.example', 'r3---sn.example'],
      ['localhost', 'localhost'],
    ] as const)
      assert.equal(asciiDomain(domain), ascii, domain)
  })

  test('is none where mail could not go, or where a URL would say something else', () => {
    for (const domain of [
      ...['', '.', 'a.', '.a', 'a..b', '-a.example', 'a-.example', 'a_b.example', 'a b.example', 'a/b', 'a:25', 'a@b'],
      ...[
        'a%2eb',
        'a?b',
        'a#b',
        '[::1]',
        '127.0.0.1',
        '127.1',
        '2130706433',
        '0x7f.1',
        '１２７.１',
        'a.0X1',
        'mail.123',
      ],
      ...['xn--a.example', 'xn--.example', 'xn--abc-.example', 'xn--bcher-kvb.example', 'א1ב.1', 'אa.example'],
      ...[
        `${'x'.repeat(64)}.example`,
        `${'ü'.repeat(60)}.example`,
        `${'x.'.repeat(130)}example`,
        '℀.example',
        'a\u2024b.example',
      ],
    ])
      assert.equal(asciiDomain(domain), undefined, domain)
  })
})

describe('An e-mail address', () => {
  test('has letters of every script, and is sent with its domain in ASCII', () => {
    for (const [address, sent] of [
      ["o'brien+tag@example.com", "o'brien+tag@example.com"],
      ['用户@例子.example', '用户@xn--fsqu00a.example'],
      ['jürgen@Bücher.Example', 'jürgen@xn--bcher-kva.example'],
      [`${'a'.repeat(64)}@${'x'.repeat(63)}.example`, `${'a'.repeat(64)}@${'x'.repeat(63)}.example`],
    ] as const)
      assert.equal(sendableAddress(address), sent)
  })

  test('has lengths in octets, as it was given and as it is sent', () => {
    const domain = (length: number) => `${`${'x'.repeat(49)}.`.repeat(4)}${'y'.repeat(length - 200)}`
    parseEmailAddress(`abc@${domain(250)}`)
    for (const [address, rule] of [
      [`abcd@${domain(250)}`, /at most 254 octets in all/],
      [`${'a'.repeat(65)}@example.com`, /at most 64 octets before the @/],
      [`${'é'.repeat(33)}@example.com`, /at most 64 octets before the @/],
      [`ada@${'ö'.repeat(58)}.example`, /labels of at most 63/],
      [`${'ж'.repeat(32)}@${'中.'.repeat(20)}${'y'.repeat(40)}.example`, /at most 254 octets in all/],
    ] as const)
      assert.throws(() => parseEmailAddress(address), rule, address)
  })

  test('has nothing that cannot be seen', () => {
    for (const code of [
      0xad, 0x34f, 0x61c, 0x115f, 0x17b4, 0x180b, 0x200b, 0x200c, 0x200d, 0x200e, 0x2060, 0x2064, 0x2800,
    ])
      for (const text of ['a?da@example.com', 'ada@exam?ple.com', '?ada@example.com', 'ada@example.com?'])
        assert.throws(
          () => parseEmailAddress(text.replace('?', String.fromCodePoint(code))),
          /invisible/,
          code.toString(16),
        )
    for (const code of [0x3164, 0xfe0f, 0xfeff, 0xffa0, 0xfff0, 0xe0001, 0xe0041, 0xe0100])
      assert.throws(
        () => parseEmailAddress(`ad${String.fromCodePoint(code)}a@example.com`),
        /invisible/,
        code.toString(16),
      )
  })

  test('is none without its parts, with several, or with what stands for an @ or a dot elsewhere', () => {
    for (const text of [
      ...[
        '',
        'ada',
        '@',
        'ada@',
        '@example.com',
        'a@b@example.com',
        'a b@example.com',
        ' ada@example.com',
        'ada@example.com ',
      ],
      ...[
        '"ada"@example.com',
        'a,b@example.com',
        'a<b@example.com',
        '.ada@example.com',
        'ada.@example.com',
        'a..b@example.com',
      ],
      ...['ada@example.com.', 'ada@[127.0.0.1]', 'ada@example.com\r\nBcc: b@example.com', 'a(b)@example.com'],
      ...[
        'ada＠example.com',
        'a＠b@example.com',
        'a﹫b@example.com',
        '．ada@example.com',
        'a；b@example.com',
        'a\u202Eda@example.com',
      ],
    ])
      assert.throws(() => parseEmailAddress(text), /an e-mail address such as/, text)
  })
})
