import { compare, report } from './support/compare.ts'
import { applyLoad } from './support/load.ts'
import { prepareData, tokenForm } from './support/prepare.ts'
import { startCeiling, startPortico } from './support/processes.ts'
import { residentMemory } from './support/resident-memory.ts'

const target = 0.68
const prepared = await prepareData(0)
const { clientId, clientSecret } = prepared
const type = { 'content-type': 'application/x-www-form-urlencoded' }
const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
const inForm = { method: 'POST', headers: type, body: tokenForm(prepared) }
const inBasic = { method: 'POST', headers: { ...type, authorization }, body: 'grant_type=client_credentials' }

const ceiling = await startCeiling('token.ts', clientId, clientSecret)
const portico = await startPortico(prepared.dataFolder)
const [idle, ours] = [residentMemory(portico), { url: `${portico.url}/identity/token` }]
await applyLoad({ ...ours, ...inForm, connections: 16, milliseconds: 0, requests: 20_000 })
const loaded = residentMemory(portico)
const least = { server: ceiling, request: { url: `${ceiling.url}/token`, ...inForm } }
for (const [what, request] of Object.entries({ 'secret in the form': inForm, Basic: inBasic })) {
  const result = await compare(least, { server: portico, request: { ...ours, ...request } })
  console.log(report(`token issue, ${what}`, result, target))
}
await Promise.all([portico.stop(), ceiling.stop()])
console.log(`memory: ${idle.toFixed(0)} MB after the start, ${loaded.toFixed(0)} MB after 20,000 tokens`)
