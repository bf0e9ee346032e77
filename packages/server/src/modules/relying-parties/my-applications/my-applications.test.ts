import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { outgoingHere } from '@portico/testing/outgoing-here.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer, testClock } from '@portico/testing/server.ts'
import { createMember, type SignedIn, sessionOf } from '@portico/testing/signed-in-members.ts'
import { testConfig } from '@portico/testing/test-config.ts'
import { giveConsent } from '../consents/give-consent.ts'
import { listActiveRelyingParties } from '../registrations/list-active-relying-parties.ts'
import { mayUseRelyingParty } from '../token-claims/may-use-relying-party.ts'
import { applicationLogoPath } from './application-logo-path.ts'
import { createFetchedLogos } from './fetched-logos.ts'

const management = '/api/management/v1'

onBothEngines('my applications', (engine) => {
  let server: TestServer
  let administrator: Awaited<ReturnType<TestServer['administrator']>>
  let endUser: SignedIn
  let groupKey: string
  before(async () => {
    server = await startTestServer({ engine })
    administrator = await server.administrator()
    const userKey = await createMember(server, server.system)
    endUser = await sessionOf(server, server.organizationKey, userKey)
    const environmentKey = await firstEnvironment()
    const group = await post('/api/identity/v1/groups', {
      name: 'Staff',
      environmentKey,
    })
    groupKey = group.key
    for (const [name, more] of [
      ['Wiki', {}],
      ['Staff only', { environmentKey, allowedUsers: { who: 'groups', groupKeys: [groupKey] } }],
      ['Stopped', { isActive: false }],
      ['Calendar', { initiateLoginUri: 'https://calendar.example/start?from=portal' }],
    ] as const)
      await post(`${management}/relying-parties`, {
        name,
        type: 'web',
        redirectUris: [`https://${name.toLowerCase().replace(/ /g, '-')}.example/callback`],
        ...more,
      })
  })

  const get = async (path: string) => (await send(server.url, 'GET', path, { token: administrator.token })).body
  const post = async (path: string, body: object) => {
    const answer = await send(server.url, 'POST', path, { token: administrator.token, body })
    assert.ok(answer.status < 300, answer.text)
    return answer.body
  }
  const firstEnvironment = async () => (await get('/api/portfolios/v2/environments')).results[0].key
  const mine = async (who = endUser) => (await who.send('GET', '/portal/account/applications')).body.results

  test('are those that one may use, with where they begin a sign-in', async () => {
    assert.deepEqual(
      (await mine()).map(({ name }: { name: string }) => name),
      ['Calendar', 'Wiki'],
    )
    const [calendar, wiki] = await mine()
    const opensAt = new URL(calendar.opensAt)
    assert.equal(opensAt.origin + opensAt.pathname, 'https://calendar.example/start')
    assert.equal(opensAt.searchParams.get('from'), 'portal')
    assert.match(opensAt.searchParams.get('iss') ?? '', /\/identity$/)
    assert.deepEqual([wiki.opensAt, wiki.logoPath], [null, null])
    assert.deepEqual(
      Object.keys(wiki).sort(),
      ['key', 'logoPath', 'name', 'opensAt'],
      'nothing of how it is registered',
    )
  })

  test('follow the groups that one is in, by the rule of the sign-in itself', async () => {
    const { token } = administrator
    const body = { userKeysToAdd: [endUser.userKey], userKeysToRemove: [] }
    const added = await send(server.url, 'PATCH', `/api/identity/v1/groups/${groupKey}/users`, { token, body })
    assert.equal(added.status, 200, added.text)
    assert.ok((await mine()).some(({ name }: { name: string }) => name === 'Staff only'))
    const all = await listActiveRelyingParties(server.context, server.organizationKey)
    const may = []
    for (const one of all)
      if (await mayUseRelyingParty(server.context, server.organizationKey, endUser.userKey, one)) may.push(one.name)
    assert.deepEqual(
      (await mine()).map(({ name }: { name: string }) => name),
      may,
    )
  })

  test('an end user without organization roles is answered nothing but their own things', async () => {
    const session = (await endUser.send('GET', '/portal/session')).body
    assert.deepEqual([session.user.key, session.permissions], [endUser.userKey, []])
    for (const path of ['sessions', 'passkeys', 'authenticator', 'password', 'applications'])
      assert.equal((await endUser.send('GET', `/portal/account/${path}`)).status, 200, path)
    const other = await createMember(server, server.system)
    for (const path of [
      '/api/identity/v1/users',
      `/api/identity/v1/users/${other}`,
      '/api/identity/v1/groups',
      `${management}/relying-parties`,
      `${management}/branding`,
      `${management}/audit-entries`,
      '/api/identity/v1/identity-providers',
      `${management}/sign-in-settings`,
      `${management}/api-clients`,
    ]) {
      const answer = await endUser.send('GET', path)
      assert.ok([403, 404].includes(answer.status), `${path} answers ${answer.status}`)
    }
    assertProblem(await endUser.send('PUT', `${management}/branding`, { body: {} }), 'permission_missing')
  })

  test('what was allowed an application is taken back by the person alone', async () => {
    const { context, organizationKey, system } = server
    const [wiki] = (await listActiveRelyingParties(context, organizationKey)).filter(({ name }) => name === 'Wiki')
    const principal = { ...system, actor: { type: 'user', key: endUser.userKey, name: 'Eve' } } as typeof system
    await giveConsent(context, principal, { key: wiki?.key ?? '', name: 'Wiki' }, ['openid', 'email'])
    const consents = async () => (await endUser.send('GET', '/portal/account/consents')).body.results
    assert.deepEqual(
      (await consents()).map(({ name, scopes }: { name: string; scopes: string[] }) => [name, scopes]),
      [['Wiki', ['openid', 'email']]],
    )
    const other = await sessionOf(server, organizationKey, await createMember(server, system))
    assert.deepEqual((await other.send('GET', '/portal/account/consents')).body.results, [])
    const path = `/portal/account/consents/${wiki?.key}`
    assertProblem(await other.send('DELETE', path), 'relying_party_not_found')
    assert.equal((await consents()).length, 1)
    assert.equal((await endUser.send('DELETE', path)).status, 204)
    assert.deepEqual(await consents(), [])
    assertProblem(await endUser.send('DELETE', path), 'relying_party_not_found')
    const trail = await get(`${management}/audit-entries?action=consent.withdrawn`)
    assert.deepEqual(
      [trail.totalResults ?? trail.results.length, trail.results[0].oldValues],
      [1, { scopes: ['openid', 'email'] }],
    )
  })

  test('are for people who are signed in, not for API clients and not for strangers', async () => {
    const { token } = administrator
    assertProblem(await send(server.url, 'GET', '/portal/account/applications', { token }), 'member_required')
    assert.equal((await send(server.url, 'GET', '/portal/account/applications')).status, 401)
  })
})

test('a logo at another address has another path', () => {
  const pathOf = (logoUrl: string | null) => applicationLogoPath({ clientId: 'rp_1', logoUrl })
  const [one, other] = [pathOf('https://a.example/1.png'), pathOf('https://a.example/2.png')]
  assert.match(one ?? '', /^\/portal\/application-logos\/rp_1\?v=[\w-]{22}$/)
  assert.notEqual(one, other)
  assert.equal(pathOf('https://a.example/1.png'), one)
  assert.equal(pathOf(null), null)
})

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

test('a logo is fetched once an hour, and is a picture by its bytes', async () => {
  const clock = testClock()
  const asked: string[] = []
  const bodies: Record<string, [number, Buffer]> = {
    'https://a.example/logo': [200, png],
    'https://b.example/logo': [200, Buffer.from('<svg onload="alert(1)"/>')],
    'https://c.example/logo': [404, png],
  }
  const findLogoOf = createFetchedLogos(
    { clock, outgoing: outgoingHere(testConfig()) },
    async (_parts, _organization, url) => {
      asked.push(url)
      const [status, body] = bodies[url] ?? [0, png]
      if (status === 0) throw new Error('away')
      return { status, headers: {}, body, url }
    },
  )
  const findLogo = (url: string) => findLogoOf('own', url)
  const [one, two] = await Promise.all([findLogo('https://a.example/logo'), findLogo('https://a.example/logo')])
  assert.deepEqual([one?.type, two?.bytes], ['image/png', png])
  for (const url of ['https://b.example/logo', 'https://c.example/logo', 'https://away.example/logo'])
    assert.equal(await findLogo(url), undefined, url)
  assert.equal(asked.length, 4)
  clock.advance(301_000)
  await findLogo('https://a.example/logo')
  assert.equal(asked.length, 4, 'kept for an hour')
  await findLogo('https://c.example/logo')
  assert.equal(asked.length, 5, 'a failure is tried again')
  clock.advance(-3_600_000)
  await findLogo('https://c.example/logo')
  assert.equal(asked.length, 6, 'also after a clock was set back')
  clock.advance(3_600_000)
  for (let n = 0; n < 150; n++) await findLogo(`https://${n}.example/logo`)
  await findLogo('https://a.example/logo')
  assert.equal(asked.filter((url) => url === 'https://a.example/logo').length, 2, 'the oldest goes')
  await findLogoOf('another', 'https://a.example/logo')
  assert.equal(asked.filter((url) => url === 'https://a.example/logo').length, 3, 'each organization asks by itself')
})
