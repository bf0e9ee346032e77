/**
 * Compares this checkout with another one, for instance the state before a change, in one run:
 * `npm run bench:versions -- <folder>`. The other checkout has had its `npm ci`. Each prepares the same users by its own
 * program, since an older program refuses the tables of a newer one.
 *
 * Two processes of the same program differ by several percent, by what the compiler makes of them. So every figure is
 * the median of several pairs of new processes, and who comes first changes from pair to pair.
 */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { applyLoad, type Load } from './support/load.ts'
import { median } from './support/percentile.ts'
import { accessToken, type Prepared, prepareData, tokenForm } from './support/prepare.ts'
import { beyondReach, programOf, type ServerProcess, startPortico } from './support/processes.ts'
import { processorTime } from './support/processor-time.ts'

const pairs = Number(process.env.BENCH_PAIRS ?? 6)
const startsInPair = 4
const connections = 16
const folder = process.argv[2]
if (!folder) throw new Error('name the folder of the other checkout')

interface Side extends Prepared {
  program: string | undefined
}

const users = 100_000
const preparationOfOther = pathToFileURL(resolve(folder, 'bench/support/prepare.ts')).href
const { prepareData: prepareOther } = (await import(preparationOfOther)) as { prepareData: typeof prepareData }
const sides: Record<'other' | 'own', Side> = {
  other: { ...(await prepareOther(users)), program: programOf(resolve(folder)) },
  own: { ...(await prepareData(users)), program: undefined },
}

type RequestOf = (url: string, token: string, side: Side) => Omit<Load, 'connections' | 'milliseconds'>
const requests: Record<string, RequestOf> = {
  'token issue': (url, _token, side) => ({
    url: `${url}/identity/token`,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: tokenForm(side),
  }),
  'GET /users': (url, token) => ({
    url: `${url}/api/identity/v1/users?limit=10&offset=0`,
    headers: { authorization: `Bearer ${token}` },
  }),
}

const ratios = new Map<string, number[]>()
const note = (what: string, other: number, own: number): void => {
  ratios.set(what, [...(ratios.get(what) ?? []), own / other])
  console.log(`  ${what}: other ${other.toFixed(0)}, this ${own.toFixed(0)}`)
}
for (let pair = 0; pair < pairs; pair++) {
  const order = pair % 2 === 0 ? (['other', 'own'] as const) : (['own', 'other'] as const)
  const starts = { other: [] as number[], own: [] as number[] }
  for (let count = 0; count < startsInPair; count++) {
    for (const name of order) starts[name].push(await firstToken(sides[name]))
  }
  note('start to first token, ms', Math.min(...starts.other), Math.min(...starts.own))

  const servers = {} as Record<'other' | 'own', ServerProcess>
  for (const name of order) servers[name] = await startPortico(sides[name].dataFolder, beyondReach, sides[name].program)
  for (const [what, requestOf] of Object.entries(requests)) {
    const costs = { other: [] as number[], own: [] as number[] }
    for (let round = 0; round < 5; round++) {
      for (const name of order) {
        const { url } = servers[name]
        const cost = await costOf(servers[name], requestOf(url, await accessToken(url, sides[name]), sides[name]))
        // The first rounds are for the compiler.
        if (round > 1) costs[name].push(cost)
      }
    }
    note(`${what}, µs of processor time`, median(costs.other), median(costs.own))
  }
  await Promise.all([servers.other.stop(), servers.own.stop()])
}
console.log(`this / other, median of ${pairs} pairs (least to most):`)
for (const [what, found] of ratios) {
  const [least, most] = [Math.min(...found), Math.max(...found)]
  console.log(`  ${what}: ${median(found).toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`)
}

async function firstToken(side: Side): Promise<number> {
  const began = performance.now()
  const server = await startPortico(side.dataFolder, [], side.program)
  await accessToken(server.url, side)
  const time = performance.now() - began
  await server.stop()
  return time
}

async function costOf(server: ServerProcess, request: Omit<Load, 'connections' | 'milliseconds'>): Promise<number> {
  const before = processorTime(server)
  const { requests: count, failures } = await applyLoad({ ...request, connections, milliseconds: 1_500 })
  if (failures > 0) throw new Error(`${request.url} failed ${failures} times`)
  return (processorTime(server) - before) / count
}
