import { setTimeout as sleep } from 'node:timers/promises'
import { accessToken, prepareData } from './support/prepare.ts'
import { startPortico } from './support/processes.ts'

// From the first request until the last record is carried out: storing the operations is part of it.
const operations = 300
const records = 100
const senders = 4

const prepared = await prepareData(0)
const portico = await startPortico(prepared.dataFolder)
const headers = {
  authorization: `Bearer ${await accessToken(portico.url, prepared)}`,
  'content-type': 'application/json',
}
const bulk = `${portico.url}/api/identity/v1/users/bulk`

const people = (operation: number) =>
  Array.from({ length: records }, (_, n) => ({
    name: `Person ${operation} ${n}`,
    email: `person-${operation}-${n}@example.com`,
    addToBuiltInIdentityProvider: true,
  }))

async function send(operation: number): Promise<string> {
  const body = JSON.stringify({ records: people(operation) })
  const answer = await fetch(bulk, { method: 'POST', headers, body })
  if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { key: string }).key
}

async function finish(key: string): Promise<void> {
  for (;;) {
    const { status } = (await (await fetch(`${bulk}/${key}`, { headers })).json()) as { status: string }
    if (status === 'Finished') return
    if (status === 'FinishedWithErrors') throw new Error(`the operation ${key} has errors`)
    await sleep(20)
  }
}

const began = performance.now()
const keys: string[] = []
let next = 0
await Promise.all(
  Array.from({ length: senders }, async () => {
    while (next < operations) keys.push(await send(next++))
  }),
)
const accepted = performance.now()
for (const key of keys) await finish(key)
const seconds = (performance.now() - began) / 1000
await portico.stop()
console.log(
  `bulk: ${((operations * records) / seconds).toFixed(0)} records/s stored and carried out (target 2000), ${((accepted - began) / operations).toFixed(1)} ms until an operation of ${records} is accepted`,
)
