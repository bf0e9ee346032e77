import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { Browser } from '@portico/testing/browser.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { configurationOf, registerApplication, signInAt } from '@portico/testing/sign-in-application.ts'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import Provider from 'oidc-provider'
import { buildApp } from '../../../app.ts'
import { newKey } from '../../../db/keys.ts'
import { createMetrics } from '../../../http/hooks/metrics.ts'
import { updateUser } from '../../../modules/directory/users/update-user.ts'
import {
  deleteAuthorizationRecord,
  findAuthorizationRecord,
  storeAuthorizationRecord,
} from '../../../modules/members/sessions/authorization-records.ts'
import { endSignOns } from '../../../modules/members/sessions/end-sign-ons.ts'
import { updateRelyingParty } from '../../../modules/relying-parties/registrations/update-relying-party.ts'

/** One sign-in, and what is asked for with its tokens */
interface Case {
  user: { key: string }
  application: Awaited<ReturnType<typeof registerApplication>>
  form: Record<string, string>
  headers: Record<string, string>
}

const scope = 'openid profile email groups offline_access'

/** What two sign-ins of two users to two applications don't have in common */
const differing = new Set(
  'jti iat exp iiat sid sub nonce sessionUid grantId accountId name email preferred_username updated_at auth_time authTime client_id aud clientId'.split(
    ' ',
  ),
)

// Every request is sent to a server that reads plain refreshes itself, and to one in which the library reads them all.
describe('Plain refreshes', () => {
  let server: TestServer
  let libraryUrl = ''
  const groupKey = newKey()
  let calls = 0
  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    const row = { organization_key: server.organizationKey, environment_key: server.environments[0]?.key ?? '' }
    const [names, at] = [{ name: 'Night', name_folded: 'night', description: null }, new Date().toISOString()]
    await server.context.database.db
      .insertInto('groups')
      .values({ ...row, ...names, key: groupKey, created_at: at, updated_at: at })
      .execute()
    const app = await buildApp(server.context, { metrics: createMetrics(), libraryReadsAll: true, strictAnswers: true })
    libraryUrl = await app.listen({ host: '127.0.0.1', port: 0 })
    const { createContext } = Provider.prototype
    Provider.prototype.createContext = function (this: Provider, ...given: Parameters<typeof createContext>) {
      calls++
      return createContext.apply(this, given)
    } as typeof createContext
    afterFile(async () => {
      Provider.prototype.createContext = createContext
      await app.close()
    })
  })

  const ask = (url: string, { form, headers }: Case) =>
    send(url, 'POST', '/identity/token', {
      form,
      headers: { ...headers, host: new URL(server.context.publicUrl()).host },
    })

  async function begin(settings: object = {}): Promise<Case> {
    const user = { ...(await createPasswordUser(server)), password: goodPassword }
    const application = await registerApplication(server, {
      allowsRefreshTokens: true,
      scopes: scope.split(' ') as never,
      ...settings,
    })
    const tokens = await signInAt(await configurationOf(server, application), new Browser(server.url), user, { scope })
    const { clientId, clientSecret } = application
    const form = {
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret ?? '',
      refresh_token: tokens.refresh_token ?? '',
    }
    return { user, application, form, headers: {} }
  }

  const kindOf = (model: string) => ({ organizationKey: server.organizationKey, model })
  const stored = ({ form }: Case, token = form.refresh_token ?? '') =>
    findAuthorizationRecord(server.context, kindOf('RefreshToken'), token)

  const own = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value ?? null, (name, value) => (differing.has(name) ? typeof value : value)))

  /** What is the same at two sign-ins of two users */
  async function seen(one: Case, { status, headers, body }: Awaited<ReturnType<typeof ask>>) {
    const { 'x-request-id': _id, traceparent: _trace, date: _date, 'content-length': _length, ...others } = headers
    if (status !== 200) return { status, others, body, former: own(await stored(one)) }
    const { access_token, id_token, refresh_token, ...rest } = body
    const tokens = [access_token, id_token].filter((token) => token !== undefined)
    const life = (token: string): number => Number(decodeJwt(token).exp) - Number(decodeJwt(token).iat)
    const next = await stored(one, refresh_token)
    return {
      ...{ status, others, rest, headers: tokens.map(decodeProtectedHeader) },
      ...{
        claims: tokens.map((token) => own(decodeJwt(token))),
        lives: tokens.map(life),
        length: refresh_token.length,
      },
      ...{ next: own(next), former: own(await stored(one)) },
    }
  }

  /** The token, or its grant, as the library could have stored it */
  const changed =
    (model: string, members: object) =>
    async (one: Case): Promise<void> => {
      const { payload: token = {} } = (await stored(one)) ?? {}
      const id = model === 'Grant' ? String(token.grantId) : (one.form.refresh_token ?? '')
      const { payload = {} } = (await findAuthorizationRecord(server.context, kindOf(model), id)) ?? {}
      await storeAuthorizationRecord(server.context, kindOf(model), {
        ...{ id, payload: { ...payload, ...members }, life: 600 },
        ...{ uid: null, grantId: model === 'Grant' ? null : String(token.grantId), userKey: one.user.key },
      })
    }

  const cases: Record<string, (one: Case) => unknown> = {
    'by the form': () => {},
    'by Basic': ({ application, form, headers }) => {
      headers.authorization = `Basic ${btoa(`${application.clientId}:${application.clientSecret}`)}`
      delete form.client_id
      delete form.client_secret
    },
    'twice over': async (one) => {
      one.form.refresh_token = (await ask(server.url, one)).body.refresh_token
    },
    'with a wrong secret': ({ form }) => {
      form.client_secret = 'x'.repeat(43)
    },
    'with no such token': ({ form }) => {
      form.refresh_token = 'x'.repeat(43)
    },
    'of another application': async ({ form }) => {
      form.refresh_token = (await begin()).form.refresh_token ?? ''
    },
    'used before': (one) => ask(server.url, one),
    'from a page': ({ headers }) => {
      headers.origin = 'https://app.example.com'
    },
    'with fewer scopes': ({ form }) => {
      form.scope = 'openid email'
    },
    'of a user who is inactive': ({ user }) => updateUser(server.context, server.system, user.key, { isActive: false }),
    'after the session was ended': ({ user }) =>
      endSignOns(server.context, server.system.organizationKey, { userKey: user.key, exceptUid: null }),
    'of an application that is inactive': ({ application }) =>
      updateRelyingParty(server.context, server.system, application.key, { isActive: false }),
    'of one that may have no more refresh tokens': ({ application }) =>
      updateRelyingParty(server.context, server.system, application.key, { allowsRefreshTokens: false }),
    'of one that is for others': ({ application }) => {
      const allowedUsers = { who: 'groups' as const, groupKeys: [groupKey] }
      return updateRelyingParty(server.context, server.system, application.key, {
        environmentKey: server.environments[0]?.key ?? null,
        allowedUsers,
      })
    },
    'of a token that is bound to a key': changed('RefreshToken', { jkt: 'x'.repeat(43) }),
    'of a token for an API': changed('RefreshToken', { resource: 'urn:orders' }),
    'of a token that has expired': changed('RefreshToken', { exp: 1_700_000_000 }),
    'of a token of another user': changed('RefreshToken', { accountId: newKey() }),
    'of a token that asks for single claims': changed('RefreshToken', { claims: { id_token: { email: null } } }),
    'of a token that ends with the session': changed('RefreshToken', { expiresWithSession: true }),
    'of a token without openid': changed('RefreshToken', { scope: 'email offline_access' }),
    'of a grant that has expired': changed('Grant', { exp: 1_700_000_000 }),
    'of a grant of another application': changed('Grant', { clientId: 'rp_00000000000000000000000000000000' }),
    'of a grant of another user': changed('Grant', { accountId: newKey() }),
    'of a grant of fewer scopes': changed('Grant', { openid: { scope: 'openid offline_access' } }),
    'of a grant without a scope': changed('Grant', { rejected: { openid: { scope: 'email' } } }),
    'of a grant that is gone': async (one) => {
      const { grantId = '' } = (await stored(one))?.payload ?? {}
      await deleteAuthorizationRecord(server.context, kindOf('Grant'), String(grantId))
    },
    'of one that now asks for consent': ({ application }) =>
      updateRelyingParty(server.context, server.system, application.key, { requiresConsent: true }),
    'of one that now binds tokens to keys': ({ application }) =>
      updateRelyingParty(server.context, server.system, application.key, { usesDpop: 'required' }),
  }

  /** Those that the library is not asked about */
  const plain = new Set(['by the form', 'by Basic', 'twice over'])

  for (const [name, prepare] of Object.entries(cases)) {
    test(`are answered ${name} as the library answers them`, async () => {
      const [one, other] = [await begin(), await begin()]
      await prepare(one)
      await prepare(other)
      calls = 0
      const own = await ask(server.url, one)
      assert.equal(calls, plain.has(name) ? 0 : 1)
      const theirs = await ask(libraryUrl, other)
      assert.deepEqual(await seen(one, own), await seen(other, theirs))
    })
  }

  for (const url of ['own', 'library'] as const) {
    test(`say nothing of scopes that were taken from the application since (${url})`, async () => {
      const one = await begin()
      const at = url === 'own' ? server.url : libraryUrl
      const learned = async () => {
        const { body } = await ask(at, one)
        one.form.refresh_token = body.refresh_token
        const told = await send(at, 'GET', '/identity/userinfo', { token: body.access_token })
        const names = Object.keys({ ...told.body, ...decodeJwt(body.id_token), ...decodeJwt(body.access_token) })
        return ['email', 'groups', 'name', 'sub'].filter((name) => names.includes(name))
      }
      assert.deepEqual(await learned(), ['email', 'groups', 'name', 'sub'])
      await updateRelyingParty(server.context, server.system, one.application.key, {
        scopes: ['openid', 'profile', 'offline_access'],
      })
      assert.deepEqual(await learned(), ['name', 'sub'])
    })
  }

  test('with one token at one moment are answered once, and end the grant', async () => {
    const one = await begin()
    const answers = await Promise.all([ask(server.url, one), ask(server.url, one), ask(server.url, one)])
    const statuses = answers.map(({ status }) => status).sort()
    assert.deepEqual(statuses, [200, 400, 400])
    const next = answers.find(({ status }) => status === 200)?.body.refresh_token
    assert.equal(await stored(one, next), undefined)
  })
})
