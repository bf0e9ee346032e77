import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { domainToASCII, domainToUnicode } from 'node:url'
import fc from 'fast-check'
import { fold, searchForm, searchWords } from './fold.ts'
import {
  emailDomain,
  emailIdentity,
  foldedAnyEmail,
  foldedEmail,
  foldedName,
  searchedInEmail,
  searchedInName,
} from './folded-columns.ts'

/** As both engines compare: by the bytes of UTF-8 */
const compare = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other))
const contains = (name: string, searched: string): boolean => foldedName(name).includes(searchedInName(searched))
const emailContains = (email: string, searched: string): boolean =>
  foldedEmail(email).includes(searchedInEmail(searched))

/** Texts of many scripts, marks and invisible characters among them; no control characters, as the API has it */
const texts = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...'aAzZ éÉßẞıİøÆœłĐŋ’–_%\\', 'ﬃ', 'ς', 'Σ', 'й', 'ё', 'が', 'ｶﾞ', '김', 'أ', 'ی', 'שׁ', 'ไม้'),
      fc.constantFrom(
        '\u0301',
        '\u0307',
        '\u0306',
        '\u0308',
        '\u034F',
        '\u200B',
        '\u00AD',
        '\u200D',
        '\uFE0F',
        '\u3164',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 40,
  })
  .map((text) => text.toWellFormed().replace(/\p{Cc}/gu, ''))

describe('What is searched', () => {
  test('is found without accents, in any case and form', () => {
    for (const [name, ...searches] of [
      ['Zoë Brontë', 'zoe', 'ZOË', 'zoe\u0308', 'bronte'],
      ['Łukasz Żółć', 'lukasz', 'zolc', 'Łukasz'],
      ['Hauptstraße', 'strasse', 'STRAẞE', 'straße'],
      ['Şahin Işık', 'sahin isik', 'IŞIK', 'ışık', 'İŞİK'],
      ['İpek', 'ipek', 'IPEK', 'ıpek', 'İPEK'],
      ['Søren Ærø', 'soren', 'aero', 'ÆRØ'],
      ['Đorđe Þór', 'dorde', 'thor', 'đorđe'],
      ['Nguyễn Văn Ơn', 'nguyen van on'],
      ['Œuvre', 'oeuvre', 'OEUVRE'],
      ['Ödön Kőrösi', 'odon korosi'],
      ['Ąžuolas Ģirts', 'azuolas girts'],
      ['O’Brien', "o'brien", 'O‘Brien'],
      ['Jean–Luc', 'jean-luc'],
      ['Άννα Ρούσσος', 'αννα', 'ΡΟΥΣΣΟΣ', 'ρουσσοσ'],
      ['Семён', 'семен', 'СЕМЁН'],
      ['أحمد مُنير', 'احمد', 'منير'],
      ['علی', 'علي'],
      ['שָׁלוֹם', 'שלום'],
      ['김민준', '김', '김민준'.normalize('NFD')],
      ['田中　太郎', '田中 太郎', '太郎'],
      ['ｶﾞﾝﾀﾞﾑ', 'ガンダム'],
      ['Ada\u00AD \u200B Lovelace', 'ada lovelace', 'ada  love'],
    ] as const)
      for (const searched of searches) assert.ok(contains(name, searched), `${searched} in ${name}`)
  })

  test('keeps letters apart that other scripts tell apart', () => {
    for (const [name, searched] of [
      ['Андрей', 'андреи'],
      ['Київ', 'киів'],
      ['カ', 'ガ'],
      ['が', 'か'],
      ['नि', 'न '],
      ['인수', '이'],
      ['ไม', 'ไม้'],
      ['a', 'b'],
    ] as const)
      assert.ok(!contains(name, searched), `${searched} in ${name}`)
  })

  test('is found by every part of it', () => {
    fc.assert(
      fc.property(texts, texts, texts, (before, part, after) => {
        // At its ends, a part may be half of a letter and its marks.
        assert.ok(contains(`${before}x ${part} x${after}`, ` ${part} `))
        assert.ok(contains(part, searchForm(part)))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('What is compared', () => {
  test('is the same for the same in other forms, and no other', () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        assert.equal(foldedName(fold(one)), foldedName(one))
        assert.equal(foldedName(`  ${one}\u200B `), foldedName(one))
        assert.equal(foldedName(one) === foldedName(other), fold(one) === fold(other))
      }),
      { numRuns: 2_000 },
    )
    assert.equal(foldedName('Night\u2060  shift\uFEFF'), foldedName('NIGHT SHIFT'))
    assert.notEqual(foldedName('Zoë'), foldedName('Zoe'))
  })

  test('stays different, and short enough for an index, however long it is', () => {
    const long = (end: string) => `${'𝒳한ﷺ'.repeat(80)}${end}`
    assert.notEqual(foldedName(long('a')), foldedName(long('b')))
    for (const text of [long('a'), '한'.repeat(256), 'ﷺ'.repeat(256), '\u{1D15E}'.repeat(256), 'é'.repeat(256)])
      assert.ok(Buffer.byteLength(foldedName(text)) < 2_200)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 500, maxLength: 1_500 }), (text) =>
        foldedName(text).isWellFormed(),
      ),
    )
  })
})

describe('The order', () => {
  test('puts accented letters beside their base letters', () => {
    const names = [
      'Zoé',
      'Ágnes',
      'Łukasz',
      'Zoe',
      'Luna',
      'Łucja',
      'agnes',
      'Öztürk',
      'Oztas',
      'Zoe Bell',
      'Pınar',
      'Pinar Su',
      'Zoë',
    ]
    const sorted = [...names].sort((one, other) => compare(foldedName(one), foldedName(other)))
    assert.deepEqual(sorted, [
      'agnes',
      'Ágnes',
      'Łucja',
      'Łukasz',
      'Luna',
      'Oztas',
      'Öztürk',
      'Pınar',
      'Pinar Su',
      'Zoe',
      'Zoé',
      'Zoë',
      'Zoe Bell',
    ])
  })

  test('is that of the texts without accents', () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const bySearch = compare(searchForm(one), searchForm(other))
        if (bySearch !== 0) assert.equal(Math.sign(compare(foldedName(one), foldedName(other))), Math.sign(bySearch))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('An e-mail', () => {
  const labels = fc.string({ unit: fc.constantFrom(...'abcxyzäöüßéłıøжя中日ω'), minLength: 1, maxLength: 12 })

  test('is one mailbox in Unicode and in Punycode', () => {
    fc.assert(
      fc.property(labels, labels, fc.constantFrom('ada', 'jürgen', 'ŁUCJA'), (one, other, local) => {
        const domain = `${one}.${other}.example`
        const forms = [
          domain,
          domain.toUpperCase().replaceAll('SS', 'ss'),
          domainToASCII(domain),
          domainToASCII(domain).toUpperCase(),
          domain.replaceAll('.', '。'),
        ]
        const emails = forms
          .filter((form) => domainToASCII(form) === domainToASCII(domain))
          .map((form) => `${local}@${form}`)
        assert.ok(emails.length >= 4)
        for (const email of emails) {
          assert.equal(foldedEmail(email), foldedEmail(`${local}@${domain}`))
          for (const part of [...emails, one, domainToASCII(domain), `${local}@`, searchForm(one)])
            assert.ok(emailContains(email, part), `${part} in ${email}`)
        }
      }),
    )
  })

  test('is another one in another domain, however alike the two look', () => {
    for (const [one, other] of [
      ['a@faß.example', 'a@fass.example'],
      ['a@ς.example', 'a@σ.example'],
      ['a@ı.example', 'a@i.example'],
      ['a@раypal.example', 'a@paypal.example'],
      ['zoë@example.com', 'zoe@example.com'],
      ['a@xn--a.example', 'a@a.example'],
    ] as const)
      assert.notEqual(emailIdentity(one), emailIdentity(other))
    assert.equal(domainToUnicode(emailIdentity('a@FAẞ.example').slice(2)), 'faß.example')
  })

  test('may be any text, as it was typed', () => {
    for (const text of [
      '',
      '@',
      'ada',
      'ada@',
      '@example.com',
      'ada@a b',
      'ada@xn--',
      'ada@example.com:80',
      'a@b%6D.example',
    ])
      assert.equal(emailIdentity(text), fold(text))
    assert.equal(emailIdentity(' Ada＠Example．com '), 'ada@example.com')
    fc.assert(fc.property(texts, (text) => typeof foldedEmail(text) === 'string' && searchWords(text) !== undefined))
  })
})

test('plain e-mails are stored as all others are, only sooner', () => {
  const text = fc.string({ unit: fc.constantFrom(...'aZ09._+-@xn'), minLength: 1, maxLength: 20 })
  const domains = fc.array(fc.oneof(text, fc.constantFrom('example', 'xn--bcher-kva', '0x7f', '127', 'a'.repeat(70))), {
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(text, domains, (local, labels) => {
      const email = `${local}@${labels.join('.')}`
      assert.equal(foldedEmail(email), foldedAnyEmail(email))
      const identity = emailIdentity(email)
      assert.equal(emailDomain(email), identity.slice(identity.lastIndexOf('@') + 1))
    }),
    { numRuns: 5_000 },
  )
})
