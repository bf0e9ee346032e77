import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { type RawAnswer, RawConnection } from '@portico/testing/raw-connection.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { registerApplication } from '@portico/testing/sign-in-application.ts'

describe('A token request of an application', () => {
  let server: TestServer
  let connection: RawConnection
  let clientId: string

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    connection = new RawConnection(server.url)
    ;({ clientId } = await registerApplication(server, { redirectUris: ['https://app.example.com/callback'] }))
  })

  after(() => connection.close())

  /** @param inPieces whether the form comes after the head */
  function ask(form: string, authorization: string | undefined, inPieces: boolean): Promise<RawAnswer> {
    const more = authorization === undefined ? '' : `Authorization: ${authorization}\r\n`
    const type = 'Content-Type: application/x-www-form-urlencoded'
    const head = `POST /identity/token HTTP/1.1\r\nHost: x\r\n${type}\r\n${more}Content-Length: ${form.length}\r\n\r\n`
    return connection.send((inPieces ? [head, form] : [head + form]).map((piece) => Buffer.from(piece)))
  }

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
      assert.match(whole.status, / 4\d\d /, form)
    }
  })
})
