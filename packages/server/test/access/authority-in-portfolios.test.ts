import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { ask, type Call, callsOf } from '@portico/testing/calls.ts'
import { changingNothing } from '@portico/testing/contents.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { onlyReads } from '@portico/testing/operations.ts'
import { type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createMember, type SignedIn, sessionOf } from '@portico/testing/signed-in-members.ts'

const management = '/api/management/v1'

/** Operations that show the same to everybody who holds any permission: the catalogue, roles, providers, counts. */
const sameForAll = ['permissions', 'organization-roles', 'identity-providers', 'sign-in-days']

/** Theirs, and users without any role, whom everybody sees who may give a first one. */
const seen = /Elsewhere|Example Third|Invited/

/** Who holds every permission in one portfolio, or for one asset, does nothing and sees nothing elsewhere. */
describe('An Administrator of another portfolio, or of another asset', () => {
  let server: TestServer
  let token: string
  let calls: Call[]
  let administratorKey: string
  let portfolioKey: string
  let assetKey: string
  const call = async (method: string, path: string, body?: unknown): Promise<Received> => {
    const answer = await send(server.url, method, path, { token, ...(body === undefined ? {} : { body }) })
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`)
    return answer
  }
  const administratorOf = async (details: object): Promise<SignedIn> => {
    const key = await createMember(server, server.system)
    await call('POST', `/api/identity/v1/users/${key}/organization-roles/${administratorKey}`, details)
    return sessionOf(server, server.organizationKey, key)
  }

  before(async () => {
    server = await startTestServer({ engine: anyEngine, environment: { PORTICO_RATE_LIMIT: 'off' } })
    token = (await server.administrator()).token
    calls = await callsOf(server, token)
    const roles = (await call('GET', '/api/identity/v1/organization-roles?nameContains=Administrator')).body.results
    administratorKey = roles[0].key
    portfolioKey = (await call('POST', `${management}/portfolios`, { name: 'Elsewhere' })).body.key
    const environment = { name: 'Elsewhere', purpose: 'NonProduction', portfolioKey }
    const environmentKey = (await call('POST', `${management}/environments`, environment)).body.key
    assetKey = (await call('POST', `${management}/assets`, { name: 'Elsewhere asset', portfolioKey })).body.key
    await call('POST', `${management}/assets/${assetKey}/application-roles`, { name: 'Elsewhere role' })
    await call('POST', `${management}/assets/${assetKey}/deployments`, { environmentKey })
  })

  const assertNothing = async (member: SignedIn): Promise<void> => {
    const headers = { cookie: member.cookie, 'x-csrf-token': member.csrfToken }
    await changingNothing(server, async () => {
      for (const call of calls) {
        const { id, method, realRequest } = call
        const { status, text } = await ask(server, method, realRequest, headers)
        if ([400, 403, 404].includes(status)) continue
        assert.ok(onlyReads(call), `${id}: ${status} ${text}`)
        if (sameForAll.some((path) => realRequest.url.split(/[/?]/).includes(path))) continue
        for (const found of text.match(/"name":"[^"]*"/g) ?? []) assert.match(found, seen, `${id}: ${text}`)
      }
    })
  }

  test('of another portfolio: 403, 404 or nothing for every operation', async () => {
    await assertNothing(await administratorOf({ portfolioKey }))
  })

  test('of another asset: 403, 404 or nothing for every operation', async () => {
    await assertNothing(await administratorOf({ assetKeys: [assetKey] }))
  })

  test('each sees and changes what is theirs', async () => {
    for (const details of [{ portfolioKey }, { assetKeys: [assetKey] }]) {
      const member = await administratorOf(details)
      const assets = (await member.send('GET', `${management}/assets`)).body.results
      assert.deepEqual(
        assets.map(({ key }: { key: string }) => key),
        [assetKey],
      )
      const read = await member.send('GET', `${management}/assets/${assetKey}`)
      assert.deepEqual([read.status, read.body.deployments.length], [200, 1])
      const renamed = { body: { description: JSON.stringify(details) } }
      assert.equal((await member.send('PATCH', `${management}/assets/${assetKey}`, renamed)).status, 204)
      const portfolios = (await member.send('GET', '/api/portfolios/v2/portfolios')).body.results
      assert.deepEqual(
        portfolios.map(({ key }: { key: string }) => key),
        [portfolioKey],
      )
      assert.equal((await member.send('POST', `${management}/assets`, { body: { name: 'More' } })).status, 403)
    }
  })
})
