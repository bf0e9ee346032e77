import assert from 'node:assert/strict'
import { request } from 'node:http'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { registerApplication } from '@portico/testing/sign-in-application.ts'

describe('A token request of an application', () => {
  let server: TestServer
  let clientId: string

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    ;({ clientId } = await registerApplication(server, { redirectUris: ['https://app.example.com/callback'] }))
  })

  /** @param inPieces whether the form comes after the head, in chunks */
  const ask = (form: string, authorization: string | undefined, inPieces: boolean) =>
    new Promise<{ status: number | undefined; challenge: string | undefined; text: string }>((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        ...(authorization && { authorization }),
        ...(inPieces ? { 'transfer-encoding': 'chunked' } : { 'content-length': form.length }),
      }
      const asked = request(`${server.url}/identity/token`, { method: 'POST', headers }, async (response) => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve({ status: response.statusCode, challenge: response.headers['www-authenticate'], text })
      })
      asked.on('error', reject)
      if (inPieces) asked.write(form.slice(0, 1))
      asked.end(inPieces ? form.slice(1) : form)
    })

  test('is refused in the same words whether its form comes with the head or after it', async () => {
    const refresh = 'grant_type=refresh_token&refresh_token=a'
    const two = 'client_secret=a&client_assertion=b'
    const cases: [form: string, authorization?: string][] = [
      [`${refresh}&client_id=${clientId}`],
      [`${refresh}&client_id=${clientId}&client_secret=wrong`],
      [`${refresh}&client_id=${clientId}`, 'Bearer x'],
      [`${refresh}&client_id=${clientId}`, 'basic x'],
      [`${refresh}&client_id=${clientId}`, `Basic ${btoa(`${clientId}:wrong`)}`],
      [`${refresh}&client_id=${clientId}&${two}`],
      [`grant_type=client_credentials&client_id=${clientId}&${two}`],
      [`grant_type=client_credentials&client_id=rp_unknown&${two}`],
      [`grant_type=authorization_code&code=a&client_id=${clientId}&client_secret=wrong`],
      [`grant_type=authorization_code&code=a&client_id=${clientId}&client_id=${clientId}`],
      [`grant_type=unknown&client_id=${clientId}&client_secret=wrong`],
      [`client_id=${clientId}`],
      [`${refresh}&client_id=${clientId}&client_assertion=a`],
      [`${refresh}&client_id=${clientId}&client_assertion=a&client_assertion_type=b`],
    ]
    for (const [form, authorization] of cases) {
      const [whole, inPieces] = [await ask(form, authorization, false), await ask(form, authorization, true)]
      assert.deepEqual(inPieces, whole, `${form} ${authorization}`)
      assert.ok(Number(whole.status) >= 400, form)
    }
  })
})
