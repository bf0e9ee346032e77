import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { exportJWK, generateKeyPair } from 'jose'

const path = '/api/management/v1/relying-parties'
const nobody = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const callback = 'https://app.example.com/callback'

onBothEngines('/api/management/v1/relying-parties', (engine) => {
  let clock: TestClock
  let server: TestServer
  let admin: Caller
  let names = 0
  const stage: Record<string, string> = {}
  let asset: string
  let role: string
  let group: string

  const request = (method: string, place: string, body?: unknown): Promise<Received> =>
    admin.call(method, path + place, body)

  const create = async (body: object = {}) => {
    names += 1
    const created = await request('POST', '', {
      name: `Application ${names}`,
      type: 'web',
      redirectUris: [callback],
      ...body,
    })
    assert.equal(created.status, 201, created.text)
    return created.body
  }

  const read = async (key: string) => {
    const { status, body, text } = await request('GET', `/${key}`)
    assert.equal(status, 200, text)
    return body
  }

  const find = (clientId: string) => server.context.relyingPartyDirectory.find(server.organizationKey, clientId)

  before(async () => {
    clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
    server = await startTestServer({ engine, clock, environment: { PORTICO_OUTGOING_ALLOWED_NETWORKS: '127.0.0.1' } })
    admin = await server.administrator()
    for (const { purpose, key } of server.environments) stage[purpose] = key
    const { call } = admin
    asset = (await call('POST', '/api/management/v1/assets', { name: 'Shop' })).body.key
    await call('POST', `/api/management/v1/assets/${asset}/application-roles`, { name: 'Buyer' })
    await call('POST', `/api/management/v1/assets/${asset}/deployments`, { environmentKey: stage.Development })
    role = (await call('GET', `/api/identity/v1/application-roles?assetKey=${asset}`)).body.results[0].key
    group = (await call('POST', '/api/identity/v1/groups', { name: 'Buyers', environmentKey: stage.Development })).body
      .key
  })

  test('registers a web application with a secret that is told once, and the safe settings', async () => {
    const created = await request('POST', '', { name: 'Web shop', type: 'web', redirectUris: [callback] })
    assert.equal(created.status, 201, created.text)
    assert.equal(created.headers['cache-control'], 'no-store')
    const { key, clientId, clientSecret, secretExpiresAt } = created.body
    assert.match(clientId, /^rp_[0-9a-f]{32}$/)
    assert.match(clientSecret, /^ptcs_[0-9a-f]{72}$/)
    assert.equal(secretExpiresAt, '2027-02-21T23:59:00.000Z')
    const { secrets, createdBy, createdAt, updatedAt, ...details } = await read(key)
    assert.deepEqual(details, {
      key,
      clientId,
      name: 'Web shop',
      logoUrl: null,
      type: 'web',
      isActive: true,
      status: 'Available',
      clientAuthentication: 'client_secret_basic',
      redirectUris: [callback],
      postLogoutRedirectUris: [],
      backChannelLogoutUri: null,
      initiateLoginUri: null,
      requiresPkce: true,
      requiresConsent: false,
      requiresPushedRequests: false,
      usesDpop: 'allowed',
      allowsRefreshTokens: false,
      accessTokenMinutes: 60,
      refreshTokenDays: 30,
      scopes: ['openid', 'profile', 'email'],
      allowedUsers: { who: 'everybody' },
      assetKey: null,
      environmentKey: null,
      maxSignInAgeMinutes: null,
      requiresSecondFactor: false,
      identityProviderKeys: null,
      jwks: null,
      jwksUri: null,
      hasExpiryReminder: true,
      secretExpiresAt,
      lastUsedAt: null,
    })
    assert.equal(createdBy.type, 'api-client')
    assert.equal(secrets.length, 1)
    assert.equal(secrets[0].lastFour, clientSecret.slice(-4))
    assert.ok(!JSON.stringify(secrets).includes('hash'))
    assert.equal((await find(clientId))?.checkSecret(clientSecret), 'valid')
    assert.equal((await find(clientId))?.checkSecret(`${clientSecret.slice(0, -1)}x`), 'wrong')
    const stored = JSON.stringify(
      await server.context.database.db.selectFrom('relying_party_secrets').selectAll().execute(),
    )
    assert.ok(!stored.includes(clientSecret))
  })

  test('single-page and native applications have no secret, and must prove themselves with PKCE', async () => {
    for (const type of ['single-page', 'native']) {
      const { key, clientSecret, secretExpiresAt } = await create({ type })
      assert.deepEqual([clientSecret, secretExpiresAt], [null, null])
      const { clientAuthentication, requiresPkce, secrets, status } = await read(key)
      assert.deepEqual([clientAuthentication, requiresPkce, secrets, status], ['none', true, [], 'Available'])
      await changingNothing(server, async () => {
        assertProblem(
          await request('PATCH', `/${key}`, { requiresPkce: false }),
          'relying_party_settings_unfit',
          'PKCE',
          'requiresPkce'.slice(0, 12),
        )
        const secret = await request('PATCH', `/${key}`, { clientAuthentication: 'client_secret_post' })
        assertProblem(secret, 'relying_party_settings_unfit', 'must be none')
        assertProblem(await request('POST', `/${key}/secrets`, {}), 'relying_party_without_secrets')
      })
    }
  })

  test('refuses what does not fit together, and says what would be right', async () => {
    const refused: [body: object, ...words: string[]][] = [
      [{ clientAuthentication: 'none' }, 'client_secret_basic'],
      [{ clientAuthentication: 'private_key_jwt' }, 'jwks', 'jwksUri'],
      [{ scopes: ['profile'] }, 'openid'],
      [{ scopes: ['openid', 'openid'] }, 'once'],
      [{ scopes: ['openid', 'offline_access'] }, 'allowsRefreshTokens'],
      [{ allowsRefreshTokens: true, scopes: ['openid', 'email'] }, 'offline_access'],
      [{ scopes: ['openid', 'roles'] }, 'assetKey'],
      [{ assetKey: asset }, 'environmentKey'],
      [{ allowedUsers: { who: 'roles', applicationRoleKeys: [role] } }, 'environmentKey'],
      [{ environmentKey: stage.Development, allowedUsers: { who: 'groups' } }, 'allowedUsers.groupKeys'],
      [{ allowedUsers: { who: 'everybody', groupKeys: [group] } }, 'allowedUsers.groupKeys'],
    ]
    await changingNothing(server, async () => {
      for (const [body, ...words] of refused) {
        const answer = await request('POST', '', { name: 'Refused', type: 'web', redirectUris: [callback], ...body })
        assertProblem(answer, 'relying_party_settings_unfit', ...words)
      }
    })
  })

  test('scopes of refresh tokens and application roles follow what they are for, unless they are given', async () => {
    const { key } = await create({ environmentKey: stage.Development })
    const after = async (body: object) => {
      const { status, text } = await request('PATCH', `/${key}`, body)
      assert.equal(status, 204, text)
      return (await read(key)).scopes
    }
    const usual = ['openid', 'profile', 'email']
    assert.deepEqual(await after({ allowsRefreshTokens: true }), [...usual, 'offline_access'])
    assert.deepEqual(await after({ assetKey: asset }), [...usual, 'roles', 'offline_access'])
    assert.deepEqual(await after({ scopes: ['openid', 'offline_access'] }), ['openid', 'offline_access'])
    assert.deepEqual(await after({ accessTokenMinutes: 5 }), ['openid', 'offline_access'])
    assert.deepEqual(await after({ allowsRefreshTokens: false, assetKey: null }), ['openid'])
  })

  test('refuses addresses with the field, and those of a machine for real users', async () => {
    const { key } = await create({ redirectUris: ['http://localhost:3000/cb'], environmentKey: stage.Development })
    await changingNothing(server, async () => {
      const bad: [body: object, ...words: string[]][] = [
        [{ redirectUris: [callback, 'https://*.example.com/'] }, 'redirectUris[1]', 'wildcard'],
        [{ redirectUris: [callback, callback] }, 'redirectUris[1]', 'twice'],
        [{ redirectUris: ['com.example.app:/cb'] }, 'redirectUris[0]'],
        [{ postLogoutRedirectUris: ['http://app.example.com/'] }, 'postLogoutRedirectUris[0]'],
        [{ logoUrl: 'data:image/png;base64,AAAA' }, 'logoUrl', 'https'],
        [{ backChannelLogoutUri: 'https://169.254.169.254/logout' }, 'backChannelLogoutUri'],
        [{ initiateLoginUri: 'javascript:alert(1)' }, 'initiateLoginUri'],
        [{ environmentKey: stage.Production }, 'redirectUris[0]', 'production'],
      ]
      for (const [body, ...words] of bad) {
        assertProblem(await request('PATCH', `/${key}`, body), 'relying_party_address_invalid', ...words)
      }
      assertProblem(await request('PATCH', `/${key}`, { redirectUris: [] }), 'invalid_body')
      const many = Array.from({ length: 21 }, (_, index) => `https://app.example.com/${index}`)
      assertProblem(await request('PATCH', `/${key}`, { redirectUris: many }), 'invalid_body')
    })
    await create({ type: 'native', redirectUris: ['http://127.0.0.1/cb'], environmentKey: stage.Production })
  })

  test('who may use it, the asset and the providers must be there, in the stage', async () => {
    const inStage = { environmentKey: stage.Development }
    const { key, clientId } = await create({
      ...inStage,
      assetKey: asset.toUpperCase(),
      allowedUsers: { who: 'roles', applicationRoleKeys: [role] },
    })
    assert.deepEqual((await read(key)).scopes, ['openid', 'profile', 'email', 'roles'])
    const { body: elsewhere } = await admin.call('POST', '/api/identity/v1/groups', {
      name: 'Elsewhere',
      environmentKey: stage.Production,
    })
    await changingNothing(server, async () => {
      const refused: [body: object, problem: Parameters<typeof assertProblem>[1], ...words: string[]][] = [
        [
          { allowedUsers: { who: 'roles', applicationRoleKeys: [nobody] } },
          'relying_party_allowed_users_unknown',
          nobody,
        ],
        [
          { allowedUsers: { who: 'groups', groupKeys: [group, elsewhere.key] } },
          'relying_party_allowed_users_unknown',
          elsewhere.key,
        ],
        [{ environmentKey: stage.Production }, 'relying_party_asset_elsewhere', asset],
        [
          { environmentKey: stage.Production, assetKey: null, scopes: ['openid'] },
          'relying_party_allowed_users_unknown',
          role,
        ],
        [{ environmentKey: nobody }, 'environment_unknown', nobody],
        [{ assetKey: nobody }, 'relying_party_asset_elsewhere', nobody],
        [{ identityProviderKeys: [nobody] }, 'identity_provider_unknown', nobody],
      ]
      for (const [body, problem, ...words] of refused)
        assertProblem(await request('PATCH', `/${key}`, body), problem, ...words)
    })
    const groups = { who: 'groups', groupKeys: [group] }
    assert.equal((await request('PATCH', `/${key}`, { allowedUsers: groups })).status, 204)
    assert.deepEqual((await find(clientId))?.allowedUsers, groups)
    // With the last of its groups, nobody may use it any more: never everybody.
    await admin.call('DELETE', `/api/identity/v1/groups/${group}`)
    assert.deepEqual((await read(key)).allowedUsers, { who: 'groups', groupKeys: [] })
    assert.equal((await request('PATCH', `/${key}`, { name: 'Without its group' })).status, 204)
    const everybody = { name: 'For everybody', allowedUsers: { who: 'everybody' } }
    assert.equal((await request('PATCH', `/${key}`, everybody)).status, 204)
  })

  test('a change is found at once, and the name is unique', async () => {
    const { key, clientId } = await create({ name: 'Équipe' })
    assert.equal((await find(clientId))?.name, 'Équipe')
    assert.equal((await request('PATCH', `/${key}`, { name: '  Team ', isActive: false })).status, 204)
    assert.deepEqual([(await find(clientId))?.name, (await find(clientId))?.isActive], ['Team', false])
    assert.equal((await read(key)).status, 'Inactive')
    await create({ name: 'Other' })
    await changingNothing(server, async () => {
      assertProblem(await request('PATCH', `/${key}`, { name: 'OTHER' }), 'relying_party_name_taken')
      assertProblem(await request('PATCH', `/${key}`, { type: 'native' }), 'invalid_body', 'type')
      assert.equal((await request('PATCH', `/${key}`, { name: 'Team' })).status, 204)
    })
    assert.equal((await request('DELETE', `/${key}`)).status, 204)
    assert.equal(await find(clientId), undefined)
    assertProblem(await request('GET', `/${key}`), 'relying_party_not_found')
    assertProblem(await request('GET', `/${nobody}`), 'relying_party_not_found')
  })

  test('secrets overlap, end, expire and are noted when they are first used', async () => {
    const { key, clientId, clientSecret: first } = await create({ expiresOn: '2026-12-31' })
    const second = await request('POST', `/${key}/secrets`, { overlapHours: 24 })
    assert.equal(second.status, 201)
    assert.equal(second.headers['cache-control'], 'no-store')
    assert.equal(second.body.formerSecretExpiresAt, '2026-11-24T15:00:00.000Z')
    const both = await find(clientId)
    assert.deepEqual([both?.checkSecret(first), both?.checkSecret(second.body.clientSecret)], ['valid', 'valid'])
    await server.context.relyingPartyUse.flush()
    const { secrets } = await read(key)
    assert.deepEqual(
      secrets.map(({ isCurrent, firstUsedAt }: { isCurrent: boolean; firstUsedAt: string }) => [
        isCurrent,
        firstUsedAt,
      ]),
      [
        [true, '2026-11-23T15:00:00.000Z'],
        [false, '2026-11-23T15:00:00.000Z'],
      ],
    )
    assert.equal((await request('DELETE', `/${key}/secrets/${secrets[1].key}`)).status, 204)
    assert.equal((await find(clientId))?.checkSecret(first), 'wrong')
    assertProblem(await request('DELETE', `/${key}/secrets/${secrets[1].key}`), 'relying_party_secret_not_found')
    const { key: other } = await create()
    assertProblem(await request('DELETE', `/${other}/secrets/${secrets[0].key}`), 'relying_party_secret_not_found')
    assert.equal((await request('DELETE', `/${key}/secrets/${secrets[0].key}`)).status, 204)
    assert.equal((await read(key)).status, 'Expired')
    assertProblem(await request('POST', `/${key}/secrets`, { expiresOn: '2026-11-01' }), 'secret_expiry_invalid')
    assertProblem(await request('POST', `/${key}/secrets`, { overlapHours: 169 }), 'invalid_body')
    const { body: last } = await request('POST', `/${key}/secrets`, { expiresOn: '2026-11-23' })
    assert.equal(last.formerSecretExpiresAt, null)
    assert.equal((await read(key)).status, 'NeedsAttention')
    clock.advance(86_400_000)
    assert.equal((await find(clientId))?.checkSecret(last.clientSecret), 'expired')
    clock.advance(-86_400_000)
  })

  test('with private_key_jwt there are public keys and no secret; secrets end when it is chosen', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one' }] }
    const { key, clientId, clientSecret } = await create()
    const leaked = { clientAuthentication: 'private_key_jwt', jwks: { keys: [await exportJWK(privateKey)] } }
    assertProblem(await request('PATCH', `/${key}`, leaked), 'jwks_invalid', 'private key')
    assert.equal((await request('PATCH', `/${key}`, { clientAuthentication: 'private_key_jwt', jwks })).status, 204)
    const { secrets, jwks: kept } = await read(key)
    assert.deepEqual([secrets, kept], [[], jwks])
    assert.equal((await find(clientId))?.checkSecret(clientSecret), 'wrong')
    const back = { clientAuthentication: 'client_secret_post', jwks: null }
    assert.equal((await request('PATCH', `/${key}`, back)).status, 204)
    assert.equal((await read(key)).status, 'Expired')
    assert.equal((await request('POST', `/${key}/secrets`, {})).status, 201)
  })

  test('keys at an address are read when it is registered, only where the operator allows it', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const good = JSON.stringify({ keys: [await exportJWK(publicKey)] })
    const answers: Record<string, string> = {
      '/keys': good,
      '/private': JSON.stringify({ keys: [await exportJWK(privateKey)] }),
      '/html': '<html>',
      '/list': '[]',
      '/null': 'null',
      '/none': '{"keys":[]}',
      '/strange': '{"keys":[null,1,"x",[]]}',
      '/huge': good + ' '.repeat(300_000),
    }
    let asked = 0
    const keyServer = createServer((request, response) => {
      asked += 1
      const body = answers[request.url ?? '']
      response.writeHead(body === undefined ? 404 : 200).end(body)
    })
    await new Promise<void>((ready) => keyServer.listen(0, '127.0.0.1', ready))
    const { port } = keyServer.address() as { port: number }
    const at = (place: string) => `http://127.0.0.1:${port}${place}`
    const jwt = (place: string) => ({ clientAuthentication: 'private_key_jwt', jwksUri: at(place) })
    try {
      const created = await create(jwt('/keys'))
      assertProblem(
        await request('PATCH', `/${created.key}`, { clientAuthentication: 'client_secret_post' }),
        'relying_party_settings_unfit',
        'jwksUri',
      )
      assert.equal((await find(created.clientId))?.jwksUri, at('/keys'))
      await changingNothing(server, async () => {
        for (const place of [...Object.keys(answers).slice(1), '/missing']) {
          const refused = await request('PATCH', `/${created.key}`, jwt(place))
          assertProblem(refused, 'relying_party_keys_unreadable', 'jwksUri')
          assert.ok(!refused.text.includes('html>'), 'what is there is not repeated')
        }
        const before = asked
        for (const jwksUri of [
          'http://127.0.0.2/keys',
          'https://10.0.0.1/keys',
          'https://[::1]/keys',
          'file:///etc/passwd',
        ]) {
          assertProblem(
            await request('PATCH', `/${created.key}`, { jwksUri }),
            'relying_party_address_invalid',
            'jwksUri',
          )
        }
        assert.equal(asked, before)
      })
    } finally {
      keyServer.close()
    }
  })

  test('the list is paged, exact, filtered and sorted', async () => {
    for (const name of ['list C', 'list a', 'list B']) await create({ name, type: 'native' })
    const list = async (query: string) => {
      const { body } = await request('GET', `?nameContains=LIST&${query}`)
      return [body.results.map(({ name }: { name: string }) => name), body.page.totalResults]
    }
    assert.deepEqual(await list('limit=2'), [['list a', 'list B'], 3])
    assert.deepEqual(await list('limit=2&offset=2'), [['list C'], 3])
    assert.deepEqual(await list('sort=-createdAt&limit=1'), [['list B'], 3])
    assert.deepEqual(await list('type=web'), [[], 0])
    assert.deepEqual(await list('isActive=true&sort=-name'), [['list C', 'list B', 'list a'], 3])
    const { body } = await request('GET', `?assetKey=${asset}`)
    assert.ok(body.results.every(({ assetKey }: { assetKey: string }) => assetKey === asset))
    assert.ok(!(await request('GET', '')).text.includes('hash'))
  })

  test('the list finds an application by its client ID, as a filter and as a search that is the whole of it', async () => {
    const { key, clientId } = await create({ name: 'Found by its ID' })
    const other = await create({ name: `Copy of ${clientId.slice(0, 34)}` })
    const found = async (query: string) => {
      const { body } = await request('GET', `?${query}`)
      assert.equal(body.page.totalResults, body.results.length, query)
      return body.results.map((row: { key: string }) => row.key)
    }
    assert.deepEqual(await found(`clientId=${clientId}`), [key])
    assert.deepEqual(await found(`clientId=${clientId}&nameContains=else`), [])
    for (const part of [clientId.slice(3), clientId.toUpperCase(), `${clientId}0`, '%25'])
      assert.deepEqual(await found(`clientId=${part}`), [], part)
    assert.deepEqual(await found(`nameContains=${clientId.toUpperCase()}`), [key])
    assert.deepEqual(await found(`nameContains=${clientId.slice(0, 34)}`), [other.key])
  })

  test('only who manages authentication may; for a stage, who gives access there as well', async () => {
    const { call } = await server.caller('User and access management > Manage authentication')
    const { call: reader } = await server.caller('User and access management > Manage API clients')
    const { key, clientId } = await create({ environmentKey: stage.Development })
    const { body: free } = await call('POST', path, { name: 'Without stage', type: 'web', redirectUris: [callback] })
    assert.ok(free.key)
    await changingNothing(server, async () => {
      assertProblem(await reader('GET', path), 'permission_missing')
      const body = { name: 'New', type: 'web', redirectUris: [callback], environmentKey: stage.Development }
      const attacks: [method: string, place: string, body?: object][] = [
        ['POST', '', body],
        ['PATCH', `/${key}`, { redirectUris: ['https://evil.example/cb'] }],
        ['PATCH', `/${key}`, { redirectUris: ['https://evil.example/cb'], environmentKey: null }],
        ['PATCH', `/${key}`, { allowedUsers: { who: 'everybody' }, requiresPkce: false }],
        ['PATCH', `/${free.key}`, { environmentKey: stage.Development }],
        ['POST', `/${key}/secrets`, {}],
        ['DELETE', `/${key}`],
      ]
      for (const [method, place, body] of attacks) {
        const refused = await call(method, path + place, body)
        assertProblem(refused, 'permission_missing', 'Manage end-user access', 'Development')
      }
    })
    assert.equal((await call('PATCH', `${path}/${key}`, { name: 'A label', isActive: false })).status, 204)
    assertProblem(await call('PATCH', `${path}/${key}`, { isActive: true }), 'permission_missing')
    assert.equal((await find(clientId))?.isActive, false)
  })

  test('every change is in the audit trail, with no secret in it', async () => {
    const { key, clientSecret } = await create({ name: 'Audited' })
    await request('PATCH', `/${key}`, { accessTokenMinutes: 5 })
    const { body: renewed } = await request('POST', `/${key}/secrets`, { overlapHours: 1 })
    const [newest] = (await read(key)).secrets
    await request('DELETE', `/${key}/secrets/${newest.key}`)
    await request('DELETE', `/${key}`)
    const { body, text } = await admin.call('GET', `/api/management/v1/audit-entries?entityKey=${key}`)
    assert.deepEqual(
      body.results.map(({ action }: { action: string }) => action).toSorted(),
      ['created', 'deleted', 'secret-ended', 'secret-generated', 'updated'].map((verb) => `relying-party.${verb}`),
    )
    const updated = body.results.find(({ action }: { action: string }) => action === 'relying-party.updated')
    assert.deepEqual([updated.oldValues, updated.newValues], [{ accessTokenMinutes: 60 }, { accessTokenMinutes: 5 }])
    for (const secret of [clientSecret, renewed.clientSecret]) assert.ok(!text.includes(secret))
  })
})
