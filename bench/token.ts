import { compare, report } from './support/compare.ts'
import { prepareData, tokenForm } from './support/prepare.ts'
import { startCeiling, startPortico } from './support/processes.ts'

const prepared = await prepareData(0)
const portico = await startPortico(prepared.dataFolder)
const ceiling = await startCeiling('token.ts', prepared.clientId, prepared.clientSecret)
const request = {
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: tokenForm(prepared),
}
const result = await compare(
  { server: ceiling, request: { url: `${ceiling.url}/token`, ...request } },
  { server: portico, request: { url: `${portico.url}/identity/token`, ...request } },
)
await Promise.all([portico.stop(), ceiling.stop()])
console.log(report('token issue', result, 0.55))
