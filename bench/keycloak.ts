/**
 * Compares token issue with Keycloak's, in one run: `npm run bench:keycloak -- <folder of an unpacked Keycloak>`. It needs
 * Java, and builds Keycloak in that folder for the database in memory, on which a token costs it least.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { compare } from './support/compare.ts'
import { applyLoad } from './support/load.ts'
import { prepareData, tokenForm } from './support/prepare.ts'
import { type ServerProcess, startPortico } from './support/processes.ts'

/** Java compiles what runs often while it runs. */
const warmUp = { connections: 16, milliseconds: 0, requests: 20_000 }
const admin = { username: 'bench', password: 'bench-of-portico' }
/** What Keycloak's client is given besides: it signs with RS256 unless told, and with ES256 as Portico does. */
const clients: Record<string, Record<string, string>> = {
  'as it comes': {},
  'signing with ES256': { 'access.token.signed.response.alg': 'ES256' },
}
const folder = process.argv[2]
if (!folder) throw new Error('name the folder of Keycloak, unpacked')

const prepared = await prepareData(0)
const keycloak = await startKeycloak(join(resolve(folder), 'bin', 'kc.sh'))
const portico = await startPortico(prepared.dataFolder)
const post = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
const own = { url: `${portico.url}/identity/token`, ...post, body: tokenForm(prepared) }
await createRealm(keycloak.url)
for (const [index, what] of Object.keys(clients).entries()) {
  const body = tokenForm({ ...prepared, clientId: `client-${index}` })
  const other = { url: `${keycloak.url}/realms/bench/protocol/openid-connect/token`, ...post, body }
  await applyLoad({ ...other, ...warmUp })
  const compared = await compare({ server: keycloak, request: other }, { server: portico, request: own })
  const { ceiling: theirs, portico: ours, processorRatio } = compared
  console.log(
    `token issue: ${ours.microseconds.toFixed(0)} µs of processor time (${ours.perSecond.toFixed(0)}/s), ` +
      `Keycloak ${what} ${theirs.microseconds.toFixed(0)} µs (${theirs.perSecond.toFixed(0)}/s): ` +
      `1/${processorRatio.toFixed(1)} of it (target: at most 1/15)`,
  )
}
await Promise.all([portico.stop(), keycloak.stop()])

async function startKeycloak(program: string): Promise<ServerProcess> {
  const { status } = spawnSync(program, ['build', '--db=dev-mem'], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`${program} build failed`)
  const port = await freePort()
  const options = ['--optimized', '--http-enabled=true', '--hostname-strict=false', `--http-port=${port}`]
  const child = spawn(program, ['start', ...options], {
    stdio: 'ignore',
    env: { ...process.env, KC_BOOTSTRAP_ADMIN_USERNAME: admin.username, KC_BOOTSTRAP_ADMIN_PASSWORD: admin.password },
  })
  const url = `http://127.0.0.1:${port}`
  while (!(await fetch(`${url}/realms/master`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error('Keycloak ended before it listened')
    await sleep(200)
  }
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  return { url, process: child, stop }
}

/** A realm with the clients */
async function createRealm(url: string): Promise<void> {
  const grant = { grant_type: 'password', client_id: 'admin-cli', ...admin }
  const answer = await fetch(`${url}/realms/master/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams(grant),
  })
  const { access_token } = (await answer.json()) as { access_token: string }
  const create = async (path: string, body: object): Promise<void> => {
    const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
    const { status } = await fetch(`${url}/admin/realms${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    if (status !== 201) throw new Error(`Keycloak answers ${status} to POST /admin/realms${path}`)
  }
  await create('', { realm: 'bench', enabled: true })
  for (const [index, attributes] of Object.values(clients).entries())
    await create('/bench/clients', {
      clientId: `client-${index}`,
      secret: prepared.clientSecret,
      serviceAccountsEnabled: true,
      standardFlowEnabled: false,
      attributes,
    })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}
