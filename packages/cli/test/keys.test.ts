import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { portico, porticoJson, type ServerProcess, startProcess } from '@portico/testing/command.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { callWith, fetchToken, send } from '@portico/testing/requests.ts'

let data: string
let server: ServerProcess
before(async () => {
  data = await temporaryFolder()
  server = await startProcess(['--data', data])
})
after(() => server.end('SIGKILL'))

const list = () => porticoJson<{ kid: string; algorithm: string; state: string }[]>(['keys', 'list', '--data', data])
const rotate = (...args: string[]) =>
  porticoJson<{ kid: string; activatesAt: string }>(['keys', 'rotate', '--data', data, ...args])
const states = async () => (await list()).map((key) => `${key.kid} ${key.algorithm} ${key.state}`)
const newToken = () => fetchToken(server.url, server.credentials ?? assert.fail())
const header = (token: string) => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())
const status = async (token: string): Promise<number> =>
  (await callWith(server.url, token)('GET', '/api/identity/v1/users?limit=1')).status
const published = async (): Promise<string[]> => {
  const { body } = await send<{ keys: { kid: string }[] }>(server.url, 'GET', '/identity/jwks')
  return body.keys.map(({ kid }) => kid)
}

test('the running server publishes a new key at once, and does not sign with it before verifiers can know it', async () => {
  const [first, ...none] = await list()
  assert.deepEqual([first?.algorithm, first?.state, none.length], ['ES256', 'active', 0])
  const { kid, activatesAt } = await rotate('--algorithm', 'EdDSA')
  const minutes = (Date.parse(activatesAt) - Date.now()) / 60_000
  assert.ok(minutes > 10 && minutes < 12, activatesAt)
  const both = await published()
  assert.ok(both.includes(first?.kid ?? '') && both.includes(kid))
  assert.equal(header(await newToken()).kid, first?.kid)
  const shown = await states()
  assert.equal(shown[0], `${first?.kid} ES256 active`)
  assert.ok(shown.includes(`${kid} EdDSA next`))
  const again = await portico(['keys', 'rotate', '--data', data])
  assert.match(again.stderr, RegExp(`The key ${kid} is published already and signs from ${activatesAt} on`))
  assert.notEqual(again.code, 0)
})

test('it signs with the new key at once where it is told to, and the former one goes on verifying', async () => {
  const [first] = await list()
  const before = await newToken()
  const { kid } = await rotate('--algorithm', 'EdDSA', '--now')
  const after = await newToken()
  assert.deepEqual([header(before).kid, header(after).kid, header(after).alg], [first?.kid, kid, 'EdDSA'])
  assert.deepEqual([await status(before), await status(after)], [200, 200])
  const both = await published()
  assert.ok(both.includes(first?.kid ?? '') && both.includes(kid))
  const shown = await states()
  assert.equal(shown[0], `${kid} EdDSA active`)
  assert.ok(shown.includes(`${first?.kid} ES256 retired`))
})

test('without overlap, every token of the former keys is refused at once', async () => {
  const token = await newToken()
  assert.equal(await status(token), 200)
  const { kid } = await rotate('--overlap', '0')
  assert.equal(await status(token), 401)
  assert.equal(await status(await newToken()), 200)
  const [signing, ...others] = await published()
  assert.deepEqual([signing, others.length], [kid, 1])
})

test('both speak to people as well, and never show a private key', async () => {
  const rotated = await portico(['keys', 'rotate', '--data', data, '--algorithm', 'PS256', '--now'])
  assert.match(rotated.stderr, /^Warning: .*keep the key set for 5 minutes/)
  assert.match(rotated.stdout, /^Tokens are signed with the PS256 key [0-9a-f-]{36} from now on\.\n$/)
  const { stdout } = await portico(['keys', 'list', '--data', data])
  assert.match(
    stdout,
    /^KEY ID +ALGORITHM +STATE +ACCESS TOKENS +CREATED +SIGNS FROM +VERIFIES UNTIL\n[0-9a-f-]{36} +PS256 +active +yes +\S+ +\S+ +-\n/,
  )
  assert.equal(header(await newToken()).alg, 'PS256')
  assert.doesNotMatch(JSON.stringify(await list()), /private|"d"/)
})
