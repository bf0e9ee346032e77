import { type NamedPaths, startFullServer } from './support/full-server.ts'
import { inTurn, type Latencies, onSchedule } from './support/schedule.ts'

const target = 20
const perSecond = 50
const { portico, headers, lists, costly } = await startFullServer()

type Row = Latencies & { name: string }
async function measure(requests: NamedPaths[], seconds: number): Promise<Row[]> {
  const rows: Row[] = []
  for (const [name, paths] of requests) {
    const urls = paths.map((path) => `${portico.url}${path}`)
    rows.push({ name, ...(await onSchedule(urls, headers, { perSecond, seconds })) })
  }
  return rows
}

const line = ({ name, p50, p99, most }: Row): string =>
  `| ${name} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${most.toFixed(1)} | ${p99 < target ? 'yes' : 'no'} |`
const head = `| operation | p50 ms | p99 ms | slowest ms | p99 under ${target} ms |\n|---|---|---|---|---|`

const seconds = Number(process.env.BENCH_SECONDS ?? 10)
const plain = await measure(lists, seconds)
console.log(`lists with their default parameters, ${perSecond} requests/s for ${seconds} s each\n${head}`)
console.log(plain.map(line).join('\n'))
const slowest = plain.toSorted((a, b) => b.p99 - a.p99).slice(0, 3)
console.log(`slowest: ${slowest.map(({ name, p99 }) => `${name} (${p99.toFixed(1)} ms)`).join(', ')}`)

const filtered: Row[] = []
for (const [name, path] of costly) filtered.push({ name, ...(await inTurn(`${portico.url}${path}`, headers, 20)) })
console.log(`\nfilters and large lists, 20 requests each, one after another\n${head}`)
console.log(filtered.map(line).join('\n'))
await portico.stop()
