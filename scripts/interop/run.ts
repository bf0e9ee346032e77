import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { rotateSigningKey } from '@portico/server/modules/foundation/signing-keys/rotate-signing-key.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { type Language, languages } from './languages.ts'
import { snippetsOf } from './snippets.ts'

/**
 * Runs the snippets of docs/verify-tokens.md in their own languages against a server: `npm run interop`, or `-- rust` for
 * those whose name has this word. It downloads what they need from the registries of their languages, and says which
 * commands are missing. The snippet for Node is run by the tests.
 */
const execute = promisify(execFile)
const server = await startTestServer({ engine: 'sqlite' })
const origin = server.context.publicUrl()
const environment = { ...process.env, ISSUER: `${origin}/identity`, AUDIENCE: `${origin}/api` }
const usual = await server.createClient()
const ofOtherType = await server.createClient([], { accessTokenType: 'JWT' })
const es256 = await server.token(usual)
await rotateSigningKey(server.context, server.system, { algorithm: 'RS256', isImmediate: true })
const rs256 = await server.token(usual)
const [header, payload, signature = ''] = es256.split('.')
const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')

/** What each verifier has to make of a token: the client, or a refusal */
const cases: [what: string, token: string, audience: string, accepted: boolean][] = [
  ['a token of ES256', es256, environment.AUDIENCE, true],
  ['a token of RS256, after a rotation', rs256, environment.AUDIENCE, true],
  [
    'another signature',
    `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
    environment.AUDIENCE,
    false,
  ],
  ['no signature', `${none}.${payload}.`, environment.AUDIENCE, false],
  ['the type JWT', await server.token(ofOtherType), environment.AUDIENCE, false],
  ['another audience', es256, `${origin}/other`, false],
]

async function missingOf({ needs }: Language): Promise<string[]> {
  const missing: string[] = []
  for (const [command, ...args] of needs) await execute(command, args).catch(() => missing.push(command))
  return missing
}

/** @returns what went wrong */
async function tryLanguage(language: Language, folder: string): Promise<string[]> {
  await language.prepare(folder, await snippetsOf())
  for (const [command = '', ...args] of language.build) await execute(command, args, { cwd: folder })
  const wrong = []
  for (const [what, token, audience, accepted] of cases) {
    const [command = '', ...args] = language.run
    const options = { cwd: folder, env: { ...environment, AUDIENCE: audience } }
    const answer = await execute(command, [...args, token], options).then(
      ({ stdout }) => stdout.trim(),
      ({ code }) => (code === 1 ? undefined : `exit status ${code}`),
    )
    if (answer !== (accepted ? usual.clientId : undefined)) wrong.push(`${what}: ${answer ?? 'refused'}`)
  }
  return wrong
}

let failures = 0
const [word = ''] = process.argv.slice(2)
const asked = languages.filter(({ name }) => name.toLowerCase().includes(word.toLowerCase()))
if (asked.length === 0) throw new Error(`no language has ${word} in its name`)
for (const language of asked) {
  const missing = await missingOf(language)
  if (missing.length > 0) {
    console.log(`not run  ${language.name}: ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing`)
    continue
  }
  const folder = await mkdtemp(join(tmpdir(), 'portico-interop-'))
  const wrong = await tryLanguage(language, folder).catch((error: Error) => [error.message])
  await rm(folder, { recursive: true, force: true })
  failures += wrong.length
  console.log(
    wrong.length === 0
      ? `ok       ${language.name}`
      : `FAILED   ${language.name}\n         ${wrong.join('\n         ')}`,
  )
}
await server.close()
process.exitCode = failures === 0 ? 0 : 1
