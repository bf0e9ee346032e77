/**
 * What users run, as `npm pack` makes it and npm installs it, beside the state before: this checkout's sources, or with
 * BENCH_BASE=<folder> another checkout, which has had its `npm ci`. Both prepare the same users by their own program.
 */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { installPackage } from '../scripts/install-package.ts'
import { applyLoad } from './support/load.ts'
import { median } from './support/percentile.ts'
import { accessToken, type Prepared, prepareData, tokenForm } from './support/prepare.ts'
import { beyondReach, programOf, startPortico } from './support/processes.ts'
import { ownChildrenTime, processorTime } from './support/processor-time.ts'
import { residentMemory } from './support/resident-memory.ts'

const [runs, users, requests, calls] = [Number(process.env.BENCH_RUNS ?? 11), 1_000, 20_000, 20]
const root = fileURLToPath(new URL('..', import.meta.url))

interface Side extends Prepared {
  program: string
}

spawnSync(process.execPath, [join(root, 'scripts/build.ts')], { stdio: 'inherit' })
const installed = await installPackage()
const base = process.env.BENCH_BASE && resolve(process.env.BENCH_BASE)
const before: Side = base
  ? { ...(await prepareOf(base)), program: programOf(base) }
  : { ...(await prepareData(users)), program: join(root, 'packages/cli/src/main.ts') }
const now: Side = { ...(await prepareData(users)), program: join(installed.modules, 'portico/bin/portico.cjs') }
const sides = { before, now }
type Name = keyof typeof sides
const names = Object.keys(sides) as Name[]

async function prepareOf(folder: string): Promise<Prepared> {
  const other = pathToFileURL(join(folder, 'bench/support/prepare.ts')).href
  const { prepareData: prepare } = (await import(other)) as { prepareData: typeof prepareData }
  return prepare(users)
}

/** Milliseconds from the spawn to the first valid token, and of processor time until then */
async function firstToken(side: Side): Promise<[passed: number, processor: number]> {
  const began = performance.now()
  const server = await startPortico(side.dataFolder, [], side.program)
  if (!(await accessToken(server.url, side))) throw new Error('no token')
  const passed = performance.now() - began
  const processor = processorTime(server) / 1000
  await server.stop()
  return [passed, processor]
}

/** MB that the server takes once it has started, after tokens, and after lists */
async function memory(side: Side): Promise<[idle: number, tokens: number, lists: number]> {
  const server = await startPortico(side.dataFolder, beyondReach, side.program)
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  const idle = residentMemory(server)
  const load = async (request: { url: string; method?: string; headers: Record<string, string>; body?: string }) => {
    const { failures } = await applyLoad({ ...request, connections: 16, milliseconds: 0, requests })
    if (failures > 0) throw new Error(`${failures} of ${request.url} failed`)
    return residentMemory(server)
  }
  const token = await accessToken(server.url, side)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const tokens = await load({
    url: `${server.url}/identity/token`,
    method: 'POST',
    headers: form,
    body: tokenForm(side),
  })
  const url = `${server.url}/api/identity/v1/users?limit=10&offset=0`
  const lists = await load({ url, headers: { authorization: `Bearer ${token}` } })
  await server.stop()
  return [idle, tokens, lists]
}

/** Milliseconds of processor time that a command takes */
function commandTime({ program }: Side, args: string[]): number {
  const began = ownChildrenTime()
  for (let call = 0; call < calls; call++) spawnSync(process.execPath, [program, ...args], { stdio: 'ignore' })
  return (ownChildrenTime() - began) / 1000 / calls
}

const times = { before: [] as number[], now: [] as number[] }
const processor = { before: [] as number[], now: [] as number[] }
// The first start of each compiles.
for (const name of names) await firstToken(sides[name])
for (let run = 0; run < runs; run++) {
  for (const name of run % 2 === 0 ? names : names.toReversed()) {
    const [passed, used] = await firstToken(sides[name])
    times[name].push(passed)
    processor[name].push(used)
  }
}
const memories = { before: [] as number[][], now: [] as number[][] }
for (let run = 0; run < Math.ceil(runs / 4); run++)
  for (const name of names) memories[name].push(await memory(sides[name]))

const line = (what: string, [was, is]: [number, number], unit: string, target: string): void =>
  console.log(
    `${what}: before ${was.toFixed(0)}, now ${is.toFixed(0)} ${unit}, ratio ${(is / was).toFixed(2)}${target && ` (target ${target})`}`,
  )
line('spawn to first token', [median(times.before), median(times.now)], 'ms', '0.35')
line('processor time until then', [median(processor.before), median(processor.now)], 'ms', '')
const memoryTargets = [
  ['idle', '105 MB'],
  [`after ${requests} tokens`, ''],
  [`after ${requests} lists as well`, '160 MB'],
] as const
for (const [index, [what, target]] of memoryTargets.entries()) {
  const of = (name: Name): number => median(memories[name].map((one) => one[index] ?? 0))
  line(`memory, ${what}`, [of('before'), of('now')], 'MB', target)
}
for (const args of [['--version'], ['--help']]) {
  line(`portico ${args}`, [commandTime(before, args), commandTime(now, args)], 'ms of processor time', '100 ms')
}
console.log(`package: ${(installed.bytes / 1e6).toFixed(2)} MB (target 5 MB)`)
installed.remove()
