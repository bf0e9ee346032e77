import assert from 'node:assert/strict'
import { mkdtemp, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbeddedPostgres, type TestPostgres } from '../packages/testing/src/embedded-postgres.ts'
import { replicated, startStandby } from '../packages/testing/src/start-standby.ts'
import { until } from '../packages/testing/src/until.ts'
import { type Observed, startMixedLoad } from './support/mixed-load.ts'
import { accessToken, prepareData } from './support/prepare.ts'
import { beyondReach, startPortico } from './support/processes.ts'

// A primary with a synchronous standby and two nodes under load. The primary fails, the standby is promoted, and a new
// standby is made: ten times. Every third primary goes silent, the others are killed (SIGKILL).
const [rounds, untilPromotion] = [Number(process.env.ROUNDS ?? 10), 1_000]
const folder = await mkdtemp(join(tmpdir(), 'portico-failover-'))

/** The nodes know two places. Which server is at which one changes, as with addresses. */
const places = ['a', 'b'].map((name) => join(folder, name))
const hostOf = (server: TestPostgres): string => new URL(server.url).searchParams.get('host') ?? ''
async function put(server: TestPostgres, place: string): Promise<void> {
  await symlink(hostOf(server), `${place}.new`)
  await rename(`${place}.new`, place)
}

let primary: TestPostgres = await startEmbeddedPostgres({ settings: replicated })
let standby = await startStandby(primary, { isSynchronous: true })
await put(primary, places[0] ?? '')
await put(standby, places[1] ?? '')

const database = `postgres://postgres@localhost/postgres?host=${places.join(',')}`
const prepared = await prepareData(1_000, { database })
const options = ['--database', database, '--token-grace', '60', '--public-url', 'http://localhost', ...beyondReach]
const nodes = [await startPortico(prepared.dataFolder, options), await startPortico(prepared.dataFolder, options)]
const bearer = await accessToken(nodes[0]?.url ?? '', prepared)
const load = startMixedLoad(
  nodes.map(({ url }) => url),
  prepared,
  bearer,
)
await until(() => load.written.length > 100, 60_000)

async function missing(keys: readonly string[]): Promise<number> {
  const client = new pg.Client({ connectionString: primary.url })
  await client.connect()
  const { rows } = await client.query('select count(*)::int as count from users where key = any($1)', [keys])
  await client.end()
  return keys.length - rows[0].count
}

/** From when on each kind of request works again on each node, in milliseconds after the promotion */
function backAfter(observed: readonly Observed[], promoted: number): number {
  const firsts = new Map<string, number>()
  for (const { node, kind, ended, status } of observed)
    if (ended > promoted && status < 300 && !firsts.has(`${node} ${kind}`)) firsts.set(`${node} ${kind}`, ended)
  return firsts.size < nodes.length * 3 ? Number.NaN : Math.max(...firsts.values()) - promoted
}

const back: number[] = []
let lost = 0
for (let round = 1; round <= rounds; round++) {
  await sleep(2_000)
  const isSilent = round % 3 === 0
  const failed = performance.now()
  if (isSilent) primary.freeze()
  else await primary.crash()
  await sleep(untilPromotion)
  const promoted = performance.now()
  await standby.promote()
  await until(() => !Number.isNaN(backAfter(load.observed, promoted)), 60_000)
  const took = backAfter(load.observed, promoted)
  back.push(took)
  const during = load.observed.filter(({ ended }) => ended > failed && ended < promoted + took)
  const tokens = during.filter(({ kind }) => kind === 'token')
  const refused = tokens.filter(({ status }) => status !== 200).length
  const slowest = Math.max(...tokens.map(({ begun, ended }) => ended - begun))
  const former = primary
  primary = standby
  const acknowledged = load.written.splice(0)
  const lostNow = await missing(acknowledged)
  lost += lostNow
  const unavailable = during.filter(({ status }) => status === 503).length
  const odd = during.filter(({ status }) => ![200, 201, 503].includes(status)).map(({ status }) => status)
  console.log(
    `${round}: ${isSilent ? 'silent' : 'killed'}, all is back ${took.toFixed(0)} ms after the promotion; ` +
      `${acknowledged.length} writes acknowledged, ${lostNow} lost; meanwhile ${tokens.length - refused} tokens, ` +
      `${refused} refused, the slowest in ${slowest.toFixed(0)} ms; ${unavailable} answers 503, others: ${odd.join() || 'none'}`,
  )
  load.observed.length = 0
  if (isSilent) await former.crash()
  await former.stop()
  standby = await startStandby(primary, { isSynchronous: true })
  await put(standby, places[round % 2 === 1 ? 0 : 1] ?? '')
}
await load.stop()
for (const node of nodes) await node.stop()
await standby.stop()
await primary.stop()
for (const made of [folder, prepared.dataFolder]) await rm(made, { recursive: true })
const sorted = back.toSorted((a, b) => a - b)
console.log(
  `back after ${sorted.map((ms) => ms.toFixed(0)).join(', ')} ms (target: 10,000); ${lost} writes lost (target: 0)`,
)
assert.equal(lost, 0)
