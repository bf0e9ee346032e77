import assert from 'node:assert/strict'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { spawnPortico } from '@portico/testing/command.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'

const operationKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

/** Stands for a server that is asked to import at a moment that the test knows. */
async function startStandIn(onImport: () => void): Promise<{ url: string; imports: () => number }> {
  let imports = 0
  let questions = 0
  const answers: Record<string, () => [status: number, body: object]> = {
    '/identity/.well-known/openid-configuration': () => [200, { issuer: url, token_endpoint: `${url}/token` }],
    '/token': () => [200, { access_token: 'token', token_type: 'Bearer', expires_in: 3600 }],
    '/api/identity/v1/users/bulk': () => {
      imports++
      onImport()
      return [202, { key: operationKey, status: 'Pending' }]
    },
    [`/api/identity/v1/users/bulk/${operationKey}`]: () => {
      // The command waits before it asks again: by then it has seen the signal, also on a busy machine.
      if (questions++ === 0) return [200, { key: operationKey, status: 'Processing', operations: [] }]
      const operations = Array.from({ length: 100 }, () => ({ status: 'Inserted', record: {} }))
      return [200, { key: operationKey, status: 'Finished', operations }]
    },
  }
  const server = createServer((request, response) => {
    const [status, body] = answers[request.url ?? '']?.() ?? [404, {}]
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  after(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, imports: () => imports }
}

test('users import that Ctrl+C ends reports what was imported and what was not tried', async () => {
  const home = await temporaryFolder()
  const lines = Array.from({ length: 250 }, (_, index) => `${index}@interrupted.example.com`)
  writeFileSync(join(home, 'people.csv'), `email\n${lines.join('\n')}\n`)
  const { url, imports } = await startStandIn(() => child.kill('SIGINT'))
  const env = { XDG_CONFIG_HOME: home, PORTICO_URL: url, PORTICO_CLIENT_ID: 'id', PORTICO_CLIENT_SECRET: 'secret' }
  const child = spawnPortico(['users', 'import', 'people.csv', '--json'], { cwd: home, env })
  let stdout = ''
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text
  })
  const [code] = await once(child, 'close')
  assert.equal(code, 130)
  assert.deepEqual(JSON.parse(stdout), { total: 250, imported: 100, failed: [], notTried: 150 })
  assert.equal(imports(), 1)
})
