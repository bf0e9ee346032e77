import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Browser, signIn } from '@portico/testing/browser.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { beginAt, configurationOf, follow, registerApplication } from '@portico/testing/sign-in-application.ts'
import { firstLanguage, languages } from '../../../config/languages.ts'

describe('The language that an application asks for', () => {
  let server: TestServer
  let clientId: string
  let configuration: Awaited<ReturnType<typeof configurationOf>>
  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    const registered = await registerApplication(server)
    clientId = registered.clientId
    configuration = await configurationOf(server, registered)
  })
  const pageFor = async (parameters: Record<string, string>): Promise<string> =>
    follow(new Browser(server.url), (await beginAt(configuration, parameters)).path)

  test('is in the address of the sign-in page: the first one that there is', async () => {
    const wishes: [string, string][] = [
      ['de-AT', '?ui_locales=de'],
      ['fr-CA pt-BR de', '?ui_locales=pt'],
      ['EN-gb', '?ui_locales=en'],
      ['tlh x-de', ''],
      ['de"><script>', ''],
      [`${'a '.repeat(300)}de`, ''],
    ]
    for (const [ui_locales, query] of wishes) {
      const page = await pageFor({ ui_locales })
      assert.match(page, /^\/sign-in\/[\w-]+(\?.*)?$/)
      assert.equal(page.replace(/^[^?]*/, ''), query, ui_locales)
    }
  })

  test('holds for the pages of errors and of signing out too', async () => {
    assert.equal(
      await pageFor({ ui_locales: 'pt', redirect_uri: 'https://evil.example' }),
      '/sign-in?problem=unregistered-address&ui_locales=pt',
    )
    const browser = new Browser(server.url)
    const endAt = async (query: string) => (await browser.get(`/identity/session/end?${query}`)).headers.location
    assert.equal(await endAt('ui_locales=fr%20de-CH'), '/sign-out?ui_locales=de')
    assert.equal(await endAt('ui_locales=xx'), '/sign-out')
    assert.equal(await endAt('ui_locales=de&ui_locales=pt'), '/sign-in?problem=invalid-request&ui_locales=de')
    await signIn(browser, { ...(await createPasswordUser(server)), password: goodPassword })
    const asked = new URL(String(await endAt(`client_id=${clientId}&ui_locales=pt-PT`)), server.url)
    assert.equal(asked.searchParams.get('ui_locales'), 'pt')
    const answer = await browser.post('/portal/sign-outs', { request: asked.searchParams.get('request') })
    assert.equal(answer.body.redirectTo, '/sign-out?ui_locales=pt')
  })

  test('is one of those that discovery lists', () => {
    assert.deepEqual(configuration.serverMetadata().ui_locales_supported, languages)
    assert.equal(firstLanguage(['de']), undefined)
  })
})
