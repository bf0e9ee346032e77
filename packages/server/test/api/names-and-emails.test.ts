import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { domainToASCII } from 'node:url'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'

const [identity, management] = ['/api/identity/v1', '/api/management/v1']
const users = `${identity}/users`

onBothEngines('Names and e-mails', (engine) => {
  let server: TestServer
  let call: (method: string, path: string, body?: object) => Promise<Received>
  let environmentKey: string
  let asset: string
  before(async () => {
    server = await startTestServer({ engine })
    call = (await server.administrator()).call
    environmentKey = server.environments[0]?.key ?? ''
    asset = keyOf(await call('POST', `${management}/assets`, { name: 'Roles' }))
  })

  function keyOf({ status, text, body }: Received): string {
    assert.ok(status < 300, text)
    return body.key ?? body.orgRoleKey ?? body.externalKey
  }
  const list = async (path: string, query: Record<string, string>): Promise<string[]> => {
    const { status, text, body } = await call('GET', `${path}?${new URLSearchParams(query)}`)
    assert.equal(status, 200, text)
    return body.results.map((row: { email?: string; name: string }) => row.email ?? row.name)
  }

  /** Whatever has a name: how it is made, changed and listed, and what says that a name is taken */
  const things = () => {
    const oidcConfiguration = { discoveryUrl: 'https://id.example.com/.well-known/openid-configuration', clientId: 'a' }
    const permissions = [{ name: 'Manage users' }]
    return [
      { path: `${identity}/groups`, more: { environmentKey }, taken: 'group_name_taken', changes: 'PATCH' },
      {
        path: `${identity}/organization-roles`,
        more: { permissions },
        taken: 'organization_role_name_taken',
        changes: 'PATCH',
      },
      { path: `${management}/assets`, more: {}, taken: 'asset_name_taken', changes: 'PATCH' },
      {
        path: `${management}/assets/${asset}/application-roles`,
        more: {},
        taken: 'application_role_name_taken',
        changes: 'PATCH',
      },
      { path: `${management}/portfolios`, more: {}, taken: 'portfolio_name_taken', changes: undefined },
      {
        path: `${management}/environments`,
        more: { purpose: 'NonProduction' },
        taken: 'environment_name_taken',
        changes: undefined,
      },
      {
        path: `${management}/identity-providers`,
        more: { type: 'OIDC', oidcConfiguration },
        taken: 'identity_provider_name_taken',
        changes: 'PATCH',
      },
      { path: `${management}/api-clients`, more: {}, taken: undefined, changes: 'PATCH' },
      {
        path: users,
        more: { identityProviderKey: undefined, email: 'named@example.com' },
        taken: undefined,
        changes: 'PATCH',
      },
    ] as const
  }

  test('a name is trimmed, and one that looks the same is taken', async () => {
    for (const { path, more, taken, changes } of things()) {
      const { status, text, body } = await call('POST', path, { name: ' \u3000Late\u2009 \u00ADShift\u200B ', ...more })
      assert.ok(status < 300, `${path} ${text}`)
      const key = keyOf({ status, text, body } as Received)
      for (const name of [
        'late shift',
        'LATE  SHIFT',
        'Late\u00A0Shift',
        'La\u200Dte Sh\uFE0Fift',
        'Ｌａｔｅ　Shift',
      ]) {
        if (taken) assertProblem(await call('POST', path, { name, ...more }), taken)
      }
      if (taken) keyOf(await call('POST', path, { name: 'Låte Shift', ...more }))
      if (changes === 'PATCH') {
        assert.ok((await call('PATCH', `${path}/${key}`, { name: '\tSpät '.trimStart() })).status < 300, path)
        const changed = await call('GET', `${path}/${key}`)
        if (changed.status === 200) assert.equal(changed.body.name, 'Spät')
      }
    }
  })

  test('a name that nobody sees, or that turns text round, is refused, and nothing is stored', async () => {
    const refused: [string, RegExp][] = [
      [' ', /^The field name must have at least one visible character/],
      ['\u3164\u200B', /visible/],
      ['\u2800\u115F\u{E0020}', /visible/],
      ['\u0301', /visible/],
      ['Ada\u202Ecod.exe', /^The field name must not have characters that change the direction/],
      ['\u2067Ada\u2069', /direction/],
      ['Ada\u200F', /direction/],
      ['Ada\u2028Lovelace', /^The field name must not have line breaks/],
      ['Ada\uFFFE', /line breaks or control/],
    ]
    for (const { path, more, changes } of things()) {
      for (const [name, detail] of refused) {
        assertProblem(await call('POST', path, { name, ...more }), 'invalid_body', detail)
      }
      if (!changes || path.endsWith('/application-roles')) continue
      const key = keyOf(
        await call('POST', path, { name: 'Früh', ...more, ...(path === users && { email: 'frueh@example.com' }) }),
      )
      assertProblem(await call(changes, `${path}/${key}`, { name: 'Früh\u202D' }), 'invalid_body', /direction/)
    }
    const renamed = { name: 'Ad\u061Ca' }
    assertProblem(
      await call('PATCH', `/api/portfolios/v2/environments/${environmentKey}`, renamed),
      'invalid_body',
      /direction/,
    )
    assertProblem(
      await call('POST', `${management}/user-invitations`, { ...renamed, email: 'x@example.com' }),
      'invalid_body',
      /direction/,
    )
    const bulk = await call('POST', `${users}/bulk`, {
      records: [
        { ...renamed, email: 'y@example.com' },
        { name: ' Kept ', email: 'kept@example.com' },
      ],
    })
    assert.equal(bulk.status, 202, bulk.text)
    await until(async () => (await list(users, { nameOrEmailContains: 'kept@' })).length === 1, 20_000)
    assert.deepEqual(await list(users, { nameOrEmailContains: 'y@example' }), [])
    assert.equal((await call('GET', `${users}?nameOrEmailContains=kept@`)).body.results[0].name, 'Kept')
  })

  test('joiners, marks and emoji of real names stay', async () => {
    for (const name of ['نامه\u200Cای', 'ශ්\u200Dරී', '👩🏽\u200D💻 Team', '☎\uFE0F', "O'Brien – Ünal", '…']) {
      const key = keyOf(await call('POST', `${management}/api-clients`, { name }))
      assert.equal((await call('GET', `${management}/api-clients/${key}`)).body.name, name)
    }
  })

  test('an e-mail is one mailbox in Unicode and in Punycode, whichever came first', async () => {
    for (const [stored, other] of [
      ['grün@Müller.example', `Grün@${domainToASCII('müller.example')}`],
      [`ola@${domainToASCII('łódź.example').toUpperCase()}`, 'OLA@Łódź.example'],
      ['aki@例え。example', `aki@${domainToASCII('例え.example')}`],
    ] as const) {
      const key = keyOf(await call('POST', users, { email: stored, addToBuiltInIdentityProvider: true }))
      assertProblem(await call('POST', users, { email: other, addToBuiltInIdentityProvider: true }), 'email_taken')
      assertProblem(await call('POST', users, { email: other }), 'email_taken')
      assertProblem(await call('POST', `${management}/user-invitations`, { email: other }), 'email_taken')
      const domain = other.slice(other.indexOf('@') + 1)
      for (const text of [stored, other, other.toLowerCase(), `@${domain}`, domain, stored.split('@')[1] ?? ''])
        assert.deepEqual(await list(users, { nameOrEmailContains: text }), [stored], text)
      for (const text of [domain, `@${domain}`, stored.split('@')[1] ?? ''])
        assert.deepEqual(await list(users, { domains: text }), [stored], text)
      assert.deepEqual(await list(users, { nameOrEmailOrUsernameContains: other }), [stored])
      assert.equal((await call('GET', `${users}/${key}`)).body.email, stored)
    }
    // They look alike, and are others' mailboxes.
    for (const email of ['a@faß.example', 'a@fass.example', 'zoé@example.com', 'zoe@example.com'])
      keyOf(await call('POST', users, { email }))
  })

  test('an e-mail that no mail could go to is refused with the rule', async () => {
    for (const [email, detail] of [
      [`${'ü'.repeat(33)}@example.com`, /64 octets/],
      [`a@${'x'.repeat(64)}.example`, /63 characters/],
      [`${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(12)}`, /254 octets/],
      ['ada\u00AD@example.com', /invisible/],
      ['ada@exam\u200Bple.com', /invisible/],
      ['ada＠example.com', /an e-mail address such as/],
      ['ada@localhost', /a dot in its domain/],
      ['ada@10.0.0.1', /valid domain/],
    ] as const)
      assertProblem(await call('POST', users, { email }), 'invalid_body', detail)
  })

  test('search folds accents, in names, e-mails and usernames', async () => {
    const people = [
      'Çağla Yılmaz',
      'İrem Işık',
      'Håkon Sørli',
      'Jože Žižek',
      'Đặng Thị Huệ',
      'Ειρήνη Λαμπρούς',
      'Алёна Чайка',
      '박서연',
    ]
    for (const [n, name] of people.entries()) {
      keyOf(await call('POST', users, { name, email: `söök${n}@fold.example` }))
      keyOf(await call('POST', `${identity}/groups`, { name, environmentKey }))
    }
    for (const [searched, name] of [
      ['cagla yilmaz', 'Çağla Yılmaz'],
      ['IREM ISIK', 'İrem Işık'],
      ['ırem ışık', 'İrem Işık'],
      ['hakon sorli', 'Håkon Sørli'],
      ['joze zizek', 'Jože Žižek'],
      ['DANG THI HUE', 'Đặng Thị Huệ'],
      ['ειρηνη λαμπρουσ', 'Ειρήνη Λαμπρούς'],
      ['алена чайка', 'Алёна Чайка'],
      ['박서연'.normalize('NFD'), '박서연'],
    ] as const) {
      const n = people.indexOf(name)
      assert.deepEqual(await list(users, { nameOrEmailContains: searched }), [`söök${n}@fold.example`], searched)
      assert.deepEqual(await list(`${identity}/groups`, { nameContains: searched }), [name], searched)
    }
    assert.equal((await list(users, { nameOrEmailContains: 'SOOK' })).length, people.length)
    assert.deepEqual(await list(users, { nameOrEmailContains: 'алена чаика' }), [])
  })

  test('lists put accented letters beside their base letters, page by page and backwards', async () => {
    const names = [
      'Zoë',
      'Zoe',
      'zoé',
      'Zoë',
      'Zora',
      'Ágota',
      'agnes',
      'Aðalheiður',
      'Łoś',
      'Lopez',
      'Öst',
      'Oslo',
      'Ostrava',
      'Ñuñez',
      'Nunez',
      'ω',
      'я',
    ]
    const marker = '@order.example'
    for (const [n, name] of names.entries()) keyOf(await call('POST', users, { name, email: `${n}${marker}` }))
    const read = async (sort: string, limit: number): Promise<string[]> => {
      const found: string[] = []
      for (let offset: number | null = 0; offset !== null; ) {
        const query = new URLSearchParams({ nameOrEmailContains: marker, sort, limit: `${limit}`, offset: `${offset}` })
        const { body } = await call('GET', `${users}?${query}`)
        found.push(...body.results.map((user: { name: string; email: string }) => `${user.name} ${user.email}`))
        offset = body.page.nextPageOffset
      }
      return found
    }
    const sorted = await read('name', 100)
    const expected = [
      'Aðalheiður',
      'agnes',
      'Ágota',
      'Lopez',
      'Łoś',
      'Nunez',
      'Ñuñez',
      'Oslo',
      'Öst',
      'Ostrava',
      'Zoe',
      'zoé',
      'Zoë',
      'Zoë',
      'Zora',
      'ω',
      'я',
    ]
    assert.deepEqual(
      sorted.map((text) => text.split(' ')[0]),
      expected,
    )
    assert.equal(new Set(sorted).size, names.length)
    for (const limit of [1, 3, 7]) assert.deepEqual(await read('name', limit), sorted)
    assert.deepEqual(await read('-name', 4), sorted.toReversed())
  })
})
