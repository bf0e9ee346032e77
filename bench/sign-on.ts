import { createHash } from 'node:crypto'
import { loadavg } from 'node:os'
import { createUser } from '../packages/server/src/modules/directory/users/create-user.ts'
import { systemPrincipal } from '../packages/server/src/modules/foundation/permissions/principal.ts'
import { createRelyingParty } from '../packages/server/src/modules/relying-parties/registrations/create-relying-party.ts'
import { storePassword } from '../packages/server/src/modules/sign-in/credentials/store-password.ts'
import { applyLoad } from './support/load.ts'
import { prepareData } from './support/prepare.ts'
import { beyondReach, startPortico } from './support/processes.ts'
import { processorTime } from './support/processor-time.ts'
import { browserAt } from './support/sign-ins.ts'

// What applications cost: sign-in by code of people who are signed in, refresh, userinfo. 16 people, one request each at a time.

const people = 16
const milliseconds = 4_000
const password = 'Quiet-Harbour-7-Lanterns'
const redirectUri = 'https://app.example.com/callback'
const verifier = 'a'.repeat(64)
const challenge = createHash('sha256').update(verifier).digest('base64url')
let client = { client_id: '', client_secret: '' }

const prepared = await prepareData(0, {
  async fill(context, organizationKey) {
    const system = systemPrincipal(organizationKey, 'bench')
    const hash = await context.hashes.make(password, { address: null })
    for (let n = 0; n < people; n++) {
      const person = { email: `person${n}@example.com`, isActive: true, addToBuiltInIdentityProvider: true }
      const { key } = await createUser(context, system, person)
      await storePassword(context, organizationKey, key, { hash })
    }
    const { clientId, clientSecret } = await createRelyingParty(context, system, {
      name: 'Bench application',
      type: 'web',
      redirectUris: [redirectUri],
      clientAuthentication: 'client_secret_post',
      allowsRefreshTokens: true,
    })
    client = { client_id: clientId, client_secret: clientSecret ?? '' }
  },
})
const portico = await startPortico(prepared.dataFolder, beyondReach)
const headers = { 'content-type': 'application/x-www-form-urlencoded' }
const authorization = `/identity/auth?${new URLSearchParams({
  ...{ client_id: client.client_id, response_type: 'code', redirect_uri: redirectUri },
  ...{ scope: 'openid profile email offline_access', code_challenge: challenge, code_challenge_method: 'S256' },
})}`

interface Tokens {
  access_token: string
  refresh_token: string
}

async function tokenFor(form: Record<string, string>): Promise<Tokens> {
  const body = new URLSearchParams({ ...client, ...form })
  const answer = await fetch(`${portico.url}/identity/token`, { method: 'POST', headers, body })
  if (answer.status !== 200) throw new Error(`no tokens: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Tokens
}

const redeem = (location: string): Promise<Tokens> => {
  const code = new URL(location, portico.url).searchParams.get('code') ?? ''
  return tokenFor({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier })
}

/** Signs a person in once, with the password. */
async function begin(n: number) {
  const browser = browserAt('127.0.0.1', portico.url)
  const locationOf = async (path: string) => String((await browser.send('GET', path)).headers.location)
  const uid = (await locationOf(authorization)).split('/').at(-1)
  const email = `person${n}@example.com`
  const { body } = await browser.send('POST', `/portal/interactions/${uid}/password`, { email, password })
  const { pathname } = new URL(JSON.parse(body).redirectTo, portico.url)
  let tokens = await redeem(await locationOf(pathname))
  return {
    async signIn() {
      await redeem(await locationOf(authorization))
    },
    async refresh() {
      tokens = await tokenFor({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })
    },
    accessToken: () => tokens.access_token,
  }
}

const signedIn = await Promise.all(Array.from({ length: people }, (_, n) => begin(n)))
type Person = (typeof signedIn)[number]

/** How many requests each makes until the time is over, by the way of asking that is given */
async function measure(what: string, target: number, ask: (person: Person) => Promise<number>): Promise<void> {
  const began = performance.now()
  const before = processorTime(portico)
  const counts = await Promise.all(signedIn.map(ask))
  const count = counts.reduce((sum, one) => sum + one, 0)
  const used = processorTime(portico) - before
  const rate = (count / (performance.now() - began)) * 1_000
  const load = loadavg()[0]?.toFixed(1)
  console.log(
    `${what}: ${rate.toFixed(0)}/s (target ${target}), ${(used / count).toFixed(0)} µs of processor time each; load ${load}`,
  )
}

/** So often each asks before it is measured: until then the code is not compiled. */
const warmUp = 60

/** Again and again, and as often as it took */
const repeat = (act: (person: Person) => Promise<void>) => async (person: Person) => {
  const end = performance.now() + milliseconds
  let count = 0
  for (; performance.now() < end; count++) await act(person)
  return count
}
for (const [what, target] of [
  ['signIn', 300],
  ['refresh', 1_000],
] as const) {
  for (let n = 0; n < warmUp; n++) await Promise.all(signedIn.map((person) => person[what]()))
  await measure(
    what,
    target,
    repeat((person) => person[what]()),
  )
}
// So fast that the load must cost little itself.
const load = { url: `${portico.url}/identity/userinfo`, connections: 1, milliseconds }
await measure('userinfo', 3_000, async ({ accessToken }) => {
  const authorization = `Bearer ${accessToken()}`
  const { requests, failures } = await applyLoad({ ...load, headers: { authorization } })
  if (failures > 0) throw new Error(`userinfo failed ${failures} times`)
  return requests
})
await portico.stop()
process.exit(0)
