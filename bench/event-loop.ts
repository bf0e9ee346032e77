import { loadavg } from 'node:os'
import { startFullServer } from './support/full-server.ts'
import { tokenForm } from './support/prepare.ts'
import { beyondReach } from './support/processes.ts'
import { type Latencies, onSchedule, withoutPause } from './support/schedule.ts'

// Whether lists hold up tokens and probes: both are asked for on a schedule, alone and while every list and every filter
// of a directory of 100,000 users is asked for without pause.

const seconds = Number(process.env.BENCH_SECONDS ?? 15)
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

const row = (name: string, { token, health, ready, block }: Measured): string => {
  const cells = [token.p50, token.p99, health.p99, ready.p99, block].map((value) => value.toFixed(1))
  return `| ${[name, ...cells, loadavg()[0]?.toFixed(1)].join(' | ')} |`
}

const urls = [...lists.flatMap(([, paths]) => paths.slice(0, 3)), ...costly.map(([, path]) => path)].map(
  (path) => `${portico.url}${path}`,
)
console.log('| beside it | token p50 ms | token p99 | /healthz p99 | /readyz p99 | longest block | load |')
console.log('|---|---|---|---|---|---|---|')
console.log(row('nothing', await measure()))
for (const loops of [1, 4]) {
  const stop = withoutPause(urls, headers, loops)
  const measured = await measure()
  console.log(row(`${loops} × all lists, ${Math.round((await stop()) / seconds)}/s`, measured))
}
console.log(row('nothing', await measure()))
await portico.stop()
