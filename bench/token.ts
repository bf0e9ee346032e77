import { compare } from './support/compare.ts'
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
  { url: `${ceiling.url}/token`, ...request },
  { url: `${portico.url}/identity/token`, ...request },
)
await Promise.all([portico.stop(), ceiling.stop()])
console.log(
  `token issue: ${result.portico.toFixed(0)}/s, ceiling ${result.ceiling.toFixed(0)}/s, ratio ${result.ratio.toFixed(2)} (target 0.55)`,
)
