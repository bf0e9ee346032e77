import { applyLoad } from './support/load.ts'
import { accessToken, prepareData } from './support/prepare.ts'
import { startPortico } from './support/processes.ts'

const prepared = await prepareData(100_000)
const portico = await startPortico(prepared.dataFolder)
const headers = { authorization: `Bearer ${await accessToken(portico.url, prepared)}` }

/** Resident memory in MB, as the server itself reports it */
const resident = async (): Promise<number> => {
  const text = await (await fetch(portico.metricsUrl)).text()
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 1e6
}
const steps: number[] = []
for (let pages = 0; pages < 100_000; pages += 10_000) {
  const url = `${portico.url}/api/identity/v1/users?limit=10&offset=${pages / 100}`
  const { failures } = await applyLoad({ url, headers, connections: 16, milliseconds: 0, requests: 10_000 })
  if (failures > 0) throw new Error(`${failures} pages failed`)
  steps.push(await resident())
}
await portico.stop()
const [second = 0, last = 0] = [steps[1], steps.at(-1)]
console.log(
  `memory after each 10,000 of 100,000 pages: ${steps.map((mb) => mb.toFixed(0)).join(', ')} MB; from 20,000 to 100,000 ${(((last - second) / second) * 100).toFixed(1)} %`,
)
