import { loadavg } from 'node:os'
import { startFullServer } from './support/full-server.ts'
import { startListLoad } from './support/list-load.ts'
import { median } from './support/percentile.ts'
import { tokenForm } from './support/prepare.ts'
import { beyondReach } from './support/processes.ts'
import { type Latencies, onSchedule } from './support/schedule.ts'

// Whether lists hold up tokens and probes: both are asked for on a schedule, alone and while every list and every filter
// of a directory of 100,000 users is asked for without pause. Taken in turn, since the machine itself differs from one
// quarter of a minute to the next; the medians of the turns are compared.

const seconds = Number(process.env.BENCH_SECONDS ?? 15)
const turns = Number(process.env.BENCH_TURNS ?? 5)
/** How many ask for lists without pause */
const loads = [0, 1, 4]
const { prepared, portico, headers, lists, costly } = await startFullServer(beyondReach)
const form = tokenForm(prepared)
const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' }

interface Measured {
  token: Latencies
  health: Latencies
  ready: Latencies
  /** The longest time for which the event loop did nothing else, in milliseconds */
  block: number
}

async function longestBlock(): Promise<number> {
  const text = await (await fetch(portico.metricsUrl)).text()
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)?.[1] ?? Number.NaN) * 1_000
}

async function measure(): Promise<Measured> {
  await longestBlock()
  const [token, health, ready] = await Promise.all([
    onSchedule([`${portico.url}/identity/token`], formHeaders, { perSecond: 50, seconds, form }),
    onSchedule([`${portico.url}/healthz`], {}, { perSecond: 10, seconds }),
    onSchedule([`${portico.url}/readyz`], {}, { perSecond: 10, seconds }),
  ])
  return { token, health, ready, block: await longestBlock() }
}

const urls = [...lists.flatMap(([, paths]) => paths.slice(0, 3)), ...costly.map(([, path]) => path)].map(
  (path) => `${portico.url}${path}`,
)

async function measureBeside(loops: number): Promise<Measured & { lists: number }> {
  if (loops === 0) return { ...(await measure()), lists: 0 }
  const stop = startListLoad({ urls, headers, loops })
  const measured = await measure()
  return { ...measured, lists: (await stop()) / seconds }
}

type Turn = Awaited<ReturnType<typeof measureBeside>>

const measured = new Map<number, Turn[]>(loads.map((loops) => [loops, []]))
for (const loops of loads) await measureBeside(loops)
for (let turn = 0; turn < turns; turn++) {
  for (const loops of loads) measured.get(loops)?.push(await measureBeside(loops))
}

console.log('| beside it | token p50 ms | token p99 | against nothing | /healthz p99 | /readyz p99 | longest block |')
console.log('|---|---|---|---|---|---|---|')
const of = (loops: number, value: (turn: Turn) => number): number => median((measured.get(loops) ?? []).map(value))
const idle = of(0, ({ token }) => token.p99)
for (const loops of loads) {
  const name = loops === 0 ? 'nothing' : `${loops} × all lists, ${of(loops, ({ lists }) => lists).toFixed(0)}/s`
  const p99 = of(loops, ({ token }) => token.p99)
  const cells = [
    of(loops, ({ token }) => token.p50).toFixed(1),
    p99.toFixed(1),
    (p99 / idle).toFixed(2),
    of(loops, ({ health }) => health.p99).toFixed(1),
    of(loops, ({ ready }) => ready.p99).toFixed(1),
    of(loops, ({ block }) => block).toFixed(1),
  ]
  console.log(`| ${[name, ...cells].join(' | ')} |`)
}
console.log(`medians of ${turns} turns of ${seconds} s each, load ${loadavg()[0]?.toFixed(1)}`)
await portico.stop()
