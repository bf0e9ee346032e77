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

const list = () => porticoJson<{ kid: string; algorithm: string; use: string }[]>(['keys', 'list', '--data', data])
const rotate = (...args: string[]) => porticoJson<{ kid: string }>(['keys', 'rotate', '--data', data, ...args])
const newToken = () => fetchToken(server.url, server.credentials ?? assert.fail())
const header = (token: string) => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())
const status = async (token: string): Promise<number> =>
  (await callWith(server.url, token)('GET', '/api/identity/v1/users?limit=1')).status
const published = async (): Promise<string[]> => {
  const { body } = await send<{ keys: { kid: string }[] }>(server.url, 'GET', '/identity/jwks')
  return body.keys.map(({ kid }) => kid)
}

test('the running server signs with the new key at once, and the former one goes on verifying', async () => {
  const [first, ...none] = await list()
  assert.deepEqual([first?.algorithm, first?.use, none.length], ['ES256', 'signs', 0])
  const before = await newToken()
  const { kid } = await rotate('--algorithm', 'EdDSA')
  const after = await newToken()
  assert.deepEqual([header(before).kid, header(after).kid, header(after).alg], [first?.kid, kid, 'EdDSA'])
  assert.deepEqual([await status(before), await status(after)], [200, 200])
  assert.deepEqual((await published()).sort(), [first?.kid, kid].sort())
  const uses = (await list()).map((key) => `${key.kid} ${key.algorithm} ${key.use}`)
  assert.deepEqual(uses, [`${kid} EdDSA signs`, `${first?.kid} ES256 verifies`])
})

test('without overlap, every token of the former keys is refused at once', async () => {
  const token = await newToken()
  assert.equal(await status(token), 200)
  const { kid } = await rotate('--overlap', '0')
  assert.equal(await status(token), 401)
  assert.equal(await status(await newToken()), 200)
  assert.deepEqual(await published(), [kid])
})

test('both speak to people as well, and never show a private key', async () => {
  const rotated = await portico(['keys', 'rotate', '--data', data, '--algorithm', 'PS256'])
  assert.match(rotated.stdout, /^Tokens are signed with the PS256 key [0-9a-f-]{36} from now on\.\n$/)
  const { stdout } = await portico(['keys', 'list', '--data', data])
  assert.match(stdout, /^KEY ID +ALGORITHM +USE +CREATED +RETIRES\n[0-9a-f-]{36} +PS256 +signs +\S+ +-\n/)
  assert.equal(header(await newToken()).alg, 'PS256')
  assert.doesNotMatch(JSON.stringify(await list()), /private|"d"/)
})
