import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { median } from './support/compare.ts'
import { accessToken, prepareData } from './support/prepare.ts'
import { startPortico } from './support/processes.ts'

const runs = 11
const prepared = await prepareData(1_000)

// A process that does nothing: what the machine takes for Node itself.
const bare = async (): Promise<number> => {
  const began = performance.now()
  await once(spawn(process.execPath, [fileURLToPath(new URL('./ceilings/nothing.mjs', import.meta.url))]), 'exit')
  return performance.now() - began
}
const firstToken = async (): Promise<number> => {
  const began = performance.now()
  const server = await startPortico(prepared.dataFolder)
  if (!(await accessToken(server.url, prepared))) throw new Error('no token')
  const time = performance.now() - began
  await server.stop()
  return time
}

await firstToken()
const times = { bare: [] as number[], portico: [] as number[] }
for (let run = 0; run < runs; run++) {
  times.bare.push(await bare())
  times.portico.push(await firstToken())
}
console.log(
  `spawn to first token: ${median(times.portico).toFixed(0)} ms (target 1000), Node alone ${median(times.bare).toFixed(0)} ms`,
)
