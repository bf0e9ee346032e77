import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Browser, beginSignIn, pathOf, sessionIn, signIn, target } from '@portico/testing/browser.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { codeInMail, mailTextsTo, tokenInMail } from '@portico/testing/mail-texts.ts'
import { codeOf, createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { sessionOf } from '@portico/testing/signed-in-members.ts'
import { softwarePasskey } from '@portico/testing/software-passkey.ts'
import { updateUser } from '../../../modules/directory/users/update-user.ts'
import { inviteUser } from '../../../modules/sign-in/invitations/invite-user.ts'

const newPassword = 'Copper-Kettle-42-Whistles'

describe('What a user has begun ends', () => {
  let server: TestServer
  const browse = (): Browser => new Browser(server.url)

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
  })

  const setActive = (key: string, isActive: boolean): Promise<void> =>
    updateUser(server.context, server.system, key, { isActive })
  const reactivate = async (key: string): Promise<void> => {
    await setActive(key, false)
    await setActive(key, true)
  }
  /** No operation changes the e-mail of a user yet: this is what one would store. */
  async function changeEmail(key: string): Promise<void> {
    const email = `changed-${key}@example.com`
    const { db } = server.context.database
    await db.updateTable('users').set({ email, email_folded: email }).where('key', '=', key).execute()
  }

  /** A user with both second factors, who has begun everything there is to begin. */
  async function begin() {
    const user = { ...(await createPasswordUser(server)), password: goodPassword }
    const { email, password } = user
    const own = browse()
    await signIn(own, user)
    const headers = { 'x-csrf-token': (await sessionIn(own)).csrfToken }
    const post = (path: string, body?: unknown): Promise<Received> => own.post(path, body, headers)
    const passkey = softwarePasskey({ origin: server.context.publicUrl(), userKey: user.key })
    const addPasskey = async (with_: typeof passkey, begun?: object): Promise<Received> => {
      const options = begun ?? (await post('/portal/account/passkeys/options')).body
      return post('/portal/account/passkeys', { name: 'Key', response: with_.registration(options as never) })
    }
    const { body: added } = await addPasskey(passkey)
    const { body: app } = await post('/portal/account/authenticator', {})
    const code = codeOf(app.secret, Date.now())
    const { body: confirmed } = await post('/portal/account/authenticator/confirmation', { code })
    const recoveryCodes: string[] = confirmed.recoveryCodes
    assert.equal(recoveryCodes.length, 10)

    const interaction = async (browser: Browser) => `/portal/interactions/${await beginSignIn(browser)}`
    const halfDone = browse()
    const halfPath = await interaction(halfDone)
    assert.equal((await halfDone.post(`${halfPath}/password`, { email, password })).body.step, 'code')

    const proven = browse()
    const provenPath = await interaction(proven)
    await proven.post(`${provenPath}/password`, { email, password })
    const { body: done } = await proven.post(`${provenPath}/code`, { code: recoveryCodes[0] })
    assert.ok(done.redirectTo)

    const coded = browse()
    const codedPath = await interaction(coded)
    await coded.post(`${codedPath}/password`, { email, password })
    const { body: coming } = await coded.post(`${codedPath}/code`, { code: recoveryCodes[1] })
    const callback = target(await coded.get(pathOf(coming.redirectTo)))
    assert.match(callback, /code=/)

    const challenged = browse()
    const challengedPath = await interaction(challenged)
    const { body: options } = await challenged.post(`${challengedPath}/passkey/options`)
    const assertion = passkey.assertion(options)

    const other = await sessionOf(server, server.organizationKey, user.key)
    const { body: registration } = await post('/portal/account/passkeys/options')

    const asking = browse()
    await asking.post('/portal/password/forgotten', { email })
    const mail = (await mailTextsTo(server, email)).at(-1)

    const none = (browser: Browser) => assert.equal(browser.cookie('portico-session'), undefined)
    const tries: Record<string, () => Promise<void>> = {
      'another session': async () =>
        assertProblem(await other.send('GET', '/portal/account/authenticator'), 'session_ended'),
      'a sign-in after the first factor': async () => {
        const answer = await halfDone.post(`${halfPath}/code`, { code: recoveryCodes[2] })
        assertProblem(answer, 'sign_in_expired')
      },
      'a sign-in after both factors': async () => {
        assert.doesNotMatch(target(await proven.get(pathOf(done.redirectTo))), /callback/)
        none(proven)
      },
      'an authorization code': async () => {
        assert.match(target(await coded.get(callback)), /^\/sign-in\?problem=/)
        none(coded)
      },
      'a signed passkey challenge': async () =>
        assertProblem(await challenged.post(`${challengedPath}/passkey`, { response: assertion }), 'sign_in_failed'),
      'the registration of a passkey': async () => {
        const { status } = await addPasskey(
          softwarePasskey({ origin: server.context.publicUrl(), userKey: user.key }),
          registration,
        )
        assert.ok([400, 401].includes(status), String(status))
      },
      'a code for a new password': async () => {
        const body = { code: codeInMail(mail), password: 'Another-Kettle-43-Hums' }
        assertProblem(await asking.post('/portal/password/reset', body), 'code_wrong')
      },
      'a link for a new password': async () => {
        const body = { token: tokenInMail(mail), password: 'Another-Kettle-43-Hums' }
        assertProblem(await send(server.url, 'POST', '/portal/password/reset', { body }), 'link_invalid')
      },
    }
    return { user, own, post, tries, passkeyKey: added.key as string, recoveryCodes }
  }

  type Begun = Awaited<ReturnType<typeof begin>>
  const changes: Record<string, { make: (begun: Begun) => Promise<unknown>; isOwn?: true; without?: string }> = {
    'with deactivation, also when the user is active again': { make: ({ user }) => reactivate(user.key) },
    // A passkey challenge names no user, and it is the passkey that answers it.
    'with another e-mail': { make: ({ user }) => changeEmail(user.key), without: 'a signed passkey challenge' },
    'with another password': {
      make: ({ post }) => post('/portal/account/password', { currentPassword: goodPassword, newPassword }),
      isOwn: true,
    },
    'with an authenticator app that is removed': {
      make: async ({ own, recoveryCodes }) => {
        const headers = { 'x-csrf-token': (await sessionIn(own)).csrfToken, origin: server.context.publicUrl() }
        const body = { code: recoveryCodes[3] }
        const answer = await own.send('DELETE', '/portal/account/authenticator', { body, headers })
        assert.equal(answer.status, 204, answer.text)
      },
      isOwn: true,
    },
    'with a passkey that is removed': {
      make: async ({ own, passkeyKey }) => {
        const headers = { 'x-csrf-token': (await sessionIn(own)).csrfToken, origin: server.context.publicUrl() }
        const answer = await own.send('DELETE', `/portal/account/passkeys/${passkeyKey}`, { headers })
        assert.equal(answer.status, 204, answer.text)
      },
      isOwn: true,
    },
    'with a new password by mail': {
      make: async ({ user: { email } }) => {
        await send(server.url, 'POST', '/portal/password/forgotten', { body: { email } })
        const token = tokenInMail((await mailTextsTo(server, email)).at(-1))
        const body = { token, password: newPassword }
        assert.equal((await send(server.url, 'POST', '/portal/password/reset', { body })).status, 204)
      },
    },
  }

  for (const [name, { make, isOwn, without }] of Object.entries(changes)) {
    test(name, async () => {
      const begun = await begin()
      await make(begun)
      for (const [kind, attempt] of Object.entries(begun.tries)) {
        if (kind === without) continue
        await attempt().catch((error: unknown) => {
          throw new Error(`${kind} goes on`, { cause: error })
        })
      }
      // The session that made the change stays.
      const { status } = await begun.own.get('/portal/session')
      assert.equal(status, isOwn ? 200 : 401)
    })
  }

  test('and nothing of it ends without a reason', async () => {
    const { tries } = await begin()
    for (const [kind, attempt] of Object.entries(tries)) {
      // The code for a new password was just used: it voids the link.
      if (kind !== 'a link for a new password') await assert.rejects(attempt(), kind)
    }
  })

  test('and so do invitations', async () => {
    for (const [email, change] of [
      ['ivan@example.com', changeEmail],
      ['irene@example.com', (key: string) => setActive(key, false)],
    ] as const) {
      const organization = await server.context.organizations.find('localhost')
      const { key } = await inviteUser(server.context, server.system, organization, { email })
      const mail = (await mailTextsTo(server, email)).at(-1)
      const token = tokenInMail(mail)
      const read = () => send(server.url, 'POST', '/portal/invitation/read', { body: { token } })
      assert.equal((await read()).status, 200)
      await change(key)
      assertProblem(await read(), 'link_invalid')
      const body = { token, code: codeInMail(mail), name: 'I', password: newPassword }
      assertProblem(await send(server.url, 'POST', '/portal/invitation/accept', { body }), 'link_invalid')
    }
  })
})
