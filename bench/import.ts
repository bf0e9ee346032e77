import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbeddedPostgres } from '../packages/testing/src/embedded-postgres.ts'
import { percentile } from './support/percentile.ts'
import { accessToken, type Prepared, prepareData, tokenForm } from './support/prepare.ts'
import { porticoProgram, type ServerProcess, startPortico } from './support/processes.ts'
import { ownChildrenTime, processorTime } from './support/processor-time.ts'

// Imports users by the bulk API and by the command, each into an organization of its own, while tokens are asked for.

const users = Number(process.env.BENCH_USERS ?? 1_000_000)
/** Who is there before */
const base = Number(process.env.BENCH_BASE_USERS ?? 0)
const engines = (process.env.BENCH_ENGINES ?? 'sqlite,postgres').split(',')
const ways = (process.env.BENCH_WAYS ?? 'api,command').split(',')
/** Seconds for a million */
const target = 120
const records = 100
const senders = 4
const underWay = 8

const first = ['anna', 'bernd', 'carla', 'dmitri', 'elif', 'farid', 'greta', 'hiro', 'ines', 'jamal']
const perName = 1_000_003
/** Neither names nor e-mails come in order: their indexes are written everywhere, as they are in life. */
const person = (n: number) => {
  const scattered = (n * 7_919) % perName
  const name = first[scattered % first.length]
  return { name: `${name} ${scattered}`, email: `${name}-${scattered}@domain${scattered % 2_000}.example.com` }
}

async function byApi(url: string, prepared: Prepared): Promise<string> {
  const token = await accessToken(url, prepared)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const bulk = `${url}/api/identity/v1/users/bulk`
  const send = async (operation: number): Promise<string> => {
    const people = Array.from({ length: records }, (_, n) => ({
      ...person(operation * records + n),
      addToBuiltInIdentityProvider: true,
    }))
    const answer = await fetch(bulk, { method: 'POST', headers, body: JSON.stringify({ records: people }) })
    const body = (await answer.json()) as { key: string }
    assert.equal(answer.status, 202, JSON.stringify(body))
    return body.key
  }
  const finish = async (key: string): Promise<void> => {
    for (;;) {
      const { status } = (await (await fetch(`${bulk}/${key}`, { headers })).json()) as { status: string }
      if (status === 'Finished') return
      assert.notEqual(status, 'FinishedWithErrors', key)
      await sleep(100)
    }
  }
  let next = 0
  await Promise.all(
    Array.from({ length: senders }, async () => {
      const sent: string[] = []
      while (next * records < users) {
        sent.push(await send(next++))
        if (sent.length >= underWay) await finish(sent.shift() ?? '')
      }
      for (const key of sent) await finish(key)
    }),
  )
  return ''
}

async function byCommand(url: string, prepared: Prepared): Promise<string> {
  const file = join(prepared.dataFolder, 'people.csv')
  const csv = createWriteStream(file)
  csv.write('name,email\n')
  for (let n = 0; n < users; n++) {
    const { name, email } = person(n)
    if (!csv.write(`${name},${email}\n`)) await once(csv, 'drain')
  }
  csv.end()
  await once(csv, 'close')
  const { clientId, clientSecret } = prepared
  const credentials = { PORTICO_URL: url, PORTICO_CLIENT_ID: clientId, PORTICO_CLIENT_SECRET: clientSecret }
  const before = ownChildrenTime()
  const began = performance.now()
  const command = spawn(process.execPath, [porticoProgram, 'users', 'import', file, '--built-in', '--json'], {
    env: { ...process.env, ...credentials, XDG_CONFIG_HOME: prepared.dataFolder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(command, 'exit')
  const { imported, total, failed } = JSON.parse(await text(command.stdout))
  await ended
  assert.deepEqual([imported, total, failed], [users, users, []])
  const own = (ownChildrenTime() - before) / users
  return `, the command's own processor time ${own.toFixed(0)} µs a user, ${((performance.now() - began) / 1_000).toFixed(1)} s without writing the file`
}

/** How long tokens take meanwhile, twenty in a second */
function askForTokens(url: string, prepared: Prepared): () => Promise<string> {
  const times: number[] = []
  const asked: Promise<void>[] = []
  const ask = async (): Promise<void> => {
    const began = performance.now()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await fetch(`${url}/identity/token`, { method: 'POST', headers, body: tokenForm(prepared) })
    await answer.text()
    assert.equal(answer.status, 200)
    times.push(performance.now() - began)
  }
  const timer = setInterval(() => asked.push(ask()), 50)
  return async () => {
    clearInterval(timer)
    await Promise.all(asked)
    const at = (part: number): string => percentile(times, part).toFixed(0)
    return `tokens meanwhile p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`
  }
}

async function count(portico: ServerProcess, prepared: Prepared, path: string): Promise<number> {
  const headers = { authorization: `Bearer ${await accessToken(portico.url, prepared)}` }
  const answer = await fetch(`${portico.url}/api/${path}`, { headers })
  return ((await answer.json()) as { page: { totalResults: number } }).page.totalResults
}

async function measure(engine: string, way: string): Promise<void> {
  const postgres =
    engine === 'postgres'
      ? await startEmbeddedPostgres({ settings: { shared_buffers: '1GB', max_wal_size: '8GB', autovacuum: 'on' } })
      : undefined
  const permissions = [{ name: 'Manage users' }, { name: 'View audit trail' }]
  const database = postgres ? { database: postgres.url } : {}
  const prepared = await prepareData(base, { permissions, ...database })
  const portico = await startPortico(prepared.dataFolder, postgres ? ['--database', postgres.url] : [])
  const before = await count(portico, prepared, 'identity/v1/users?limit=1')
  const stopAsking = askForTokens(portico.url, prepared)
  const [began, cpu] = [performance.now(), processorTime(portico)]
  const more = await (way === 'api' ? byApi : byCommand)(portico.url, prepared)
  const seconds = (performance.now() - began) / 1_000
  const perUser = (processorTime(portico) - cpu) / users
  const tokens = await stopAsking()
  assert.equal(await count(portico, prepared, 'identity/v1/users?limit=1'), before + users)
  assert.equal(await count(portico, prepared, 'management/v1/audit-entries?limit=1&action=user.created'), users)
  await portico.stop()
  await postgres?.stop()
  rmSync(prepared.dataFolder, { recursive: true })
  console.log(
    `${engine}, ${way}: ${users} users beside ${before} in ${seconds.toFixed(1)} s (target ${((target * users) / 1_000_000).toFixed(0)} s), ${(users / seconds).toFixed(0)} a second; the server's processor time ${perUser.toFixed(0)} µs a user${more}; ${tokens}; load ${loadavg()[0]?.toFixed(1)}`,
  )
}

for (const engine of engines) for (const way of ways) await measure(engine, way)
