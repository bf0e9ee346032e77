import { spawn } from 'node:child_process'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { createUser } from '../packages/server/src/modules/directory/users/create-user.ts'
import { systemPrincipal } from '../packages/server/src/modules/foundation/permissions/principal.ts'
import { storePassword } from '../packages/server/src/modules/sign-in/credentials/store-password.ts'
import { percentile } from './support/percentile.ts'
import { prepareData, tokenForm } from './support/prepare.ts'
import { startPortico } from './support/processes.ts'
import { browserAt, sleep } from './support/sign-ins.ts'

// How long people wait who sign in, and clients who ask for a token, while strangers from a few addresses try passwords.

const password = 'Quiet-Harbour-7-Lanterns'
const people = 60
const attackers = Array.from({ length: 8 }, (_, n) => `127.0.${n + 1}.1`)

const prepared = await prepareData(0, {
  async fill(context, organizationKey) {
    const hash = await context.hashes.make(password, { address: null })
    for (let n = 0; n < people; n++) {
      const person = { email: `person${n}@example.com`, isActive: true, addToBuiltInIdentityProvider: true }
      const { key } = await createUser(context, systemPrincipal(organizationKey, 'bench'), person)
      await storePassword(context, organizationKey, key, { hash })
    }
  },
})
const portico = await startPortico(prepared.dataFolder)

/** From an address of their own; one in five in the same /24 as an attacker. */
async function signIn(n: number): Promise<number> {
  const browser = browserAt(n % 5 === 0 ? `127.0.${(n % attackers.length) + 1}.99` : `127.9.${n}.1`, portico.url)
  const path = await browser.begin()
  const began = performance.now()
  const { status, body } = await browser.send('POST', path, { email: `person${n}@example.com`, password })
  const milliseconds = performance.now() - began
  browser.close()
  if (status !== 200) throw new Error(`person ${n} was refused: ${status} ${body}`)
  return milliseconds
}

async function fetchToken(): Promise<number> {
  const began = performance.now()
  const answer = await fetch(`${portico.url}/identity/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: tokenForm(prepared),
  })
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`no token: ${answer.status}`)
  return performance.now() - began
}

/** Three people in a second, and forty tokens. */
async function measure(first: number, count: number) {
  const state = { isDone: false }
  const tokens: number[] = []
  const client = (async () => {
    while (!state.isDone) {
      tokens.push(await fetchToken())
      await sleep(25)
    }
  })()
  const signIns: Promise<number>[] = []
  for (let n = 0; n < count; n++) {
    signIns.push(signIn(first + n))
    await sleep(333)
  }
  const waited = await Promise.all(signIns)
  state.isDone = true
  await client
  return { signIns: waited, tokens }
}

const timeOf = (values: number[], part: number): string => `${percentile(values, part).toFixed(0)} ms`

function report(what: string, { signIns, tokens }: Awaited<ReturnType<typeof measure>>): void {
  const describe = (values: number[]) => `p50 ${timeOf(values, 0.5)}, p99 ${timeOf(values, 0.99)} (${values.length})`
  console.log(`${what}: sign-in ${describe(signIns)}; token ${describe(tokens)}; load ${loadavg()[0]?.toFixed(1)}`)
}

await measure(0, 5)
report('alone', await measure(5, 15))
const attack = spawn(
  process.execPath,
  [fileURLToPath(new URL('support/attack.ts', import.meta.url)), portico.url, ...attackers],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
let output = ''
attack.stdout.on('data', (chunk) => {
  output += chunk
})
await sleep(3_000)
report(
  `attack from ${attackers.length} addresses (targets: sign-in p99 under 2,000 ms, token p99 under 50 ms)`,
  await measure(20, 40),
)
attack.kill('SIGTERM')
await sleep(500)
console.log(`answers to the attack: ${output.split('\n')[1]}`)
await portico.stop()
