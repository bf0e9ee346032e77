import { applyLoad } from './support/load.ts'
import { accessToken, prepareData } from './support/prepare.ts'
import { beyondReach, startPortico } from './support/processes.ts'
import { residentMemory } from './support/resident-memory.ts'

const prepared = await prepareData(100_000)
const portico = await startPortico(prepared.dataFolder, beyondReach)
const headers = { authorization: `Bearer ${await accessToken(portico.url, prepared)}` }

// Until its first full collections, the old generation only grows: what is measured comes after that.
const [warmUp, measured, step] = [200_000, 100_000, 10_000]
const steps: number[] = []
for (let pages = 0; pages < warmUp + measured; pages += step) {
  const url = `${portico.url}/api/identity/v1/users?limit=10&offset=${pages / 100}`
  const { failures } = await applyLoad({ url, headers, connections: 16, milliseconds: 0, requests: step })
  if (failures > 0) throw new Error(`${failures} pages failed`)
  if (pages + step >= warmUp) steps.push(residentMemory(portico))
}
await portico.stop()
const [first = 0, last = 0] = [steps[0], steps.at(-1)]
console.log(
  `memory while 100,000 pages are listed: ${steps.map((mb) => mb.toFixed(0)).join(', ')} MB, ${(((last - first) / first) * 100).toFixed(1)} % more at the end (target: flat)`,
)
