import assert from 'node:assert/strict'
import { compare } from './support/compare.ts'
import { accessToken, prepareData } from './support/prepare.ts'
import { startCeiling, startPortico } from './support/processes.ts'

const prepared = await prepareData(100_000)
const portico = await startPortico(prepared.dataFolder)
const ceiling = await startCeiling('users.ts', prepared.dataFolder)
const headers = { authorization: `Bearer ${await accessToken(portico.url, prepared)}` }
const [ceilingUrl, porticoUrl] = [
  `${ceiling.url}/users?limit=10&offset=0`,
  `${portico.url}/api/identity/v1/users?limit=10&offset=0`,
]
const bodies = await Promise.all(
  [fetch(ceilingUrl), fetch(porticoUrl, { headers })].map(async (answer) => (await answer).text()),
)
assert.equal(bodies[0], bodies[1], 'both answer the same bytes')

const result = await compare({ url: ceilingUrl }, { url: porticoUrl, headers })
await Promise.all([portico.stop(), ceiling.stop()])
console.log(
  `page of 10 of 100,000 users: ${result.portico.toFixed(0)}/s, ceiling ${result.ceiling.toFixed(0)}/s, ratio ${result.ratio.toFixed(2)} (target 0.50)`,
)
