import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'

test('a caller over IPv4 on a socket of IPv6 has an IPv4 address in log and audit trail', async () => {
  const server = await startTestServer({ engine: anyEngine })
  const { app, context, logLines } = server
  const { credentials, token } = await server.administrator()
  const from = (method: 'GET' | 'POST', url: string, remoteAddress: string, body?: object) =>
    app.inject({
      method,
      url,
      remoteAddress,
      headers: { host: 'localhost', authorization: `Bearer ${token}` },
      ...(body && { payload: body }),
    })
  const tokenFrom = (remoteAddress: string, clientSecret: string) => {
    const basic = btoa(`${credentials.clientId}:${clientSecret}`)
    return app.inject({
      method: 'POST',
      url: '/identity/token',
      remoteAddress,
      headers: {
        host: 'localhost',
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${basic}`,
      },
      payload: 'grant_type=client_credentials',
    })
  }

  assert.equal(
    (await from('POST', '/api/identity/v1/users', '::ffff:192.0.2.7', { email: 'a@example.com' })).statusCode,
    201,
  )
  assert.equal((await from('GET', '/api/identity/v1/nothing', '::ffff:192.0.2.8')).statusCode, 404)
  assert.equal((await from('GET', '/%zz', '::ffff:192.0.2.9')).statusCode, 400)
  assert.equal((await tokenFrom('::ffff:192.0.2.10', 'wrong')).statusCode, 401)
  assert.equal((await tokenFrom('0:0:0:0:0:FFFF:192.0.2.11', credentials.clientSecret)).statusCode, 200)

  const logged = new Set(logLines.map(({ address }) => address))
  for (const last of [7, 8, 9, 10, 11]) assert.ok(logged.has(`192.0.2.${last}`), String([...logged]))
  assert.doesNotMatch(JSON.stringify(logLines), /::ffff/i)
  const addresses = async () =>
    (await context.db.selectFrom('audit_entries').select('address').where('address', 'is not', null).execute()).map(
      ({ address }) => address,
    )
  await until(async () => (await addresses()).length === 2, 5_000)
  assert.deepEqual((await addresses()).sort(), ['192.0.2.10', '192.0.2.7'])
})
