import { readFileSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { permissions } from '../packages/server/src/modules/foundation/permissions/permission-catalogue.ts'
import { startEmbeddedPostgres } from '../packages/testing/src/embedded-postgres.ts'
import { startLoadBalancer } from '../packages/testing/src/load-balancer.ts'
import { send } from '../packages/testing/src/requests.ts'
import { timeUntilCutOff, type Victim, waysToCutOff } from './support/cut-off.ts'
import { applyLoad, type Load } from './support/load.ts'
import { median, percentile } from './support/percentile.ts'
import { accessToken, prepareData, tokenForm } from './support/prepare.ts'
import { beyondReach, type ServerProcess, startPortico } from './support/processes.ts'
import { shareProcessor } from './support/processor-share.ts'
import { processorTime } from './support/processor-time.ts'

// Two nodes on one PostgreSQL against one, each with a part of a core, so that the nodes are what is short; how long
// somebody who is cut off on one node is still served on the other; and what is lost when nodes come and go.

const share = Number(process.env.BENCH_SHARE ?? 0.15)
const seconds = Number(process.env.BENCH_SECONDS ?? 5)
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const cutOffs = Number(process.env.BENCH_CUT_OFFS ?? 100)
const users = Number(process.env.BENCH_USERS ?? 5_000)

const removals: (() => void)[] = []
const started: ServerProcess[] = []
// Where the benchmark fails, too.
process.on('exit', () => {
  for (const node of started) node.process.kill('SIGKILL')
})
const postgres = await startEmbeddedPostgres()
const prepared = await prepareData(users, {
  database: postgres.url,
  permissions: permissions.map(({ key }) => ({ permissionKey: key })),
})
const options = ['--database', postgres.url, ...beyondReach, '--public-url', 'http://localhost:1', '--drain-time', '1']
async function startNode(part = share): Promise<ServerProcess> {
  const node = await startPortico(prepared.dataFolder, options)
  started.push(node)
  removals.push(shareProcessor([node.process.pid ?? 0], part))
  return node
}
const main = Number(
  readFileSync(`${new URL(postgres.url).searchParams.get('host')}/data/postmaster.pid`, 'utf8').split('\n')[0],
)
removals.push(shareProcessor([process.pid, main]))
const database = { process: { pid: main } } as unknown as ServerProcess
const load = (): string => loadavg()[0]?.toFixed(1) ?? ''

const first = await startNode()
const second = await startNode()
const token = await accessToken(first.url, prepared)
const headers = { authorization: `Bearer ${token}` }
const api = '/api/identity/v1'
const lists = [`${api}/users?limit=20`, `${api}/users?limit=20&nameOrEmailContains=0012`, `${api}/groups`]
const tokenRequest = {
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: tokenForm(prepared),
}
type Kind = 'tokens' | 'lists'
const loadsOf = (kind: Kind, { url }: ServerProcess, milliseconds: number): Load[] =>
  kind === 'tokens'
    ? [{ url: `${url}/identity/token`, ...tokenRequest, connections: 8, milliseconds }]
    : lists.map((path) => ({ url: url + path, headers, connections: 4, milliseconds }))

async function measure(kind: Kind, nodes: ServerProcess[]) {
  const used = () => nodes.reduce((sum, node) => sum + processorTime(node), 0)
  const before = [used(), processorTime(database)] as const
  const results = await Promise.all(
    nodes.flatMap((node) => loadsOf(kind, node, seconds * 1_000)).map((one) => applyLoad(one)),
  )
  const requests = results.reduce((sum, result) => sum + result.requests, 0)
  const failures = results.reduce((sum, result) => sum + result.failures, 0)
  if (failures > 0) throw new Error(`${failures} of ${requests} ${kind} failed`)
  return {
    perSecond: results.reduce((sum, result) => sum + result.perSecond, 0),
    node: (used() - before[0]) / requests,
    database: (processorTime(database) - before[1]) / requests,
  }
}

console.log(`each node has ${share} of a core`)
console.log(
  '| | one node /s | two /s | times | µs of a node: one, two | µs of PostgreSQL: one, two | times by µs of nodes | load |',
)
console.log('|---|---|---|---|---|---|---|---|')
for (const kind of ['tokens', 'lists'] as const) {
  for (const node of [first, second]) await measure(kind, [node])
  const [one, two]: Awaited<ReturnType<typeof measure>>[][] = [[], []]
  for (let round = 0; round < rounds; round++) {
    one?.push(await measure(kind, [round % 2 === 0 ? first : second]))
    two?.push(await measure(kind, [first, second]))
  }
  const of = (name: 'perSecond' | 'node' | 'database') =>
    [one, two].map((measured = []) => median(measured.map((each) => each[name])))
  const [alone = 0, both = 0] = of('perSecond')
  const cells = [alone.toFixed(0), both.toFixed(0), (both / alone).toFixed(2)]
  const times = (['node', 'database'] as const).map((name) =>
    of(name)
      .map((value) => value.toFixed(0))
      .join(', '),
  )
  const [ofOne = 0, ofTwo = 0] = of('node')
  console.log(`| ${[kind, ...cells, ...times, ((2 * ofOne) / ofTwo).toFixed(2), load()].join(' | ')} |`)
}

const { body: victim } = await send(first.url, 'POST', '/api/management/v1/api-clients', {
  token,
  body: { name: 'Victim', permissions: [{ name: 'View end users' }] },
})
async function cutOff(title: string, there: ServerProcess): Promise<void> {
  let isOver = false
  const busy = [first, there].map(async (node) => {
    while (!isOver) {
      const loads = (['tokens', 'lists'] as const).flatMap((kind) => loadsOf(kind, node, 1_000))
      await Promise.all(loads.map((one) => applyLoad({ ...one, connections: 2 })))
    }
  })
  for (const [name, way] of Object.entries(waysToCutOff)) {
    const taken: number[] = []
    for (let n = 0; n < cutOffs; n++) {
      taken.push(await timeUntilCutOff({ here: first.url, there: there.url }, token, victim as Victim, way))
    }
    const at = (part: number): string => percentile(taken, part).toFixed(0)
    console.log(`| ${[`${name}, ${title}`, cutOffs, at(0.5), at(0.99), at(1), load()].join(' | ')} |`)
  }
  isOver = true
  await Promise.all(busy)
}
console.log('\n| cut off on one node, still served on the other for | times | p50 ms | p99 ms | most ms | load |')
console.log('|---|---|---|---|---|---|')
await cutOff('under load', second)
await second.stop()
const slow = await startNode(share / 3)
await cutOff(`under load, with ${(share / 3).toFixed(2)} of a core`, slow)
await slow.stop()

console.log('\n| comes and goes | times | requests | of which failed | load |')
console.log('|---|---|---|---|---|')
await first.stop()
const balancer = await startLoadBalancer({ probeMilliseconds: 200 })
for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  let [node, requests, isOver] = [await join(), 0, false]
  const failed: string[] = []
  const asking = Array.from({ length: 8 }, async (_, n) => {
    while (!isOver) {
      const path = lists[(n + requests++) % lists.length] ?? ''
      const { status, text } = await send(balancer.url, 'GET', path, { token })
      if (status !== 200) failed.push(text)
    }
  })
  for (let round = 0; round < rounds; round++) {
    const next = await join()
    await sleep(500)
    node.server.process.kill(signal)
    await new Promise((ended) => node.server.process.once('exit', ended))
    await sleep(500)
    balancer.remove(node.target)
    node = next
  }
  isOver = true
  await Promise.all(asking)
  console.log(`| ${[signal, rounds, requests, failed.length, load()].join(' | ')} |`)
  for (const text of new Set(failed.map((text) => text.replace(/\d{5}/, 'port')))) console.log(`  ${text}`)
  await node.server.stop()
  balancer.remove(node.target)
}

async function join() {
  const server = await startPortico(prepared.dataFolder, options)
  started.push(server)
  const target = balancer.add(server.url)
  while (!target.isReady()) await sleep(20)
  return { server, target }
}

await balancer.close()
await postgres.stop()
for (const remove of removals) remove()
rmSync(prepared.dataFolder, { recursive: true, force: true })
