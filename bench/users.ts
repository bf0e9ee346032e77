import assert from 'node:assert/strict'
import { compare, report } from './support/compare.ts'
import { accessToken, prepareData } from './support/prepare.ts'
import { beyondReach, startCeiling, startPortico } from './support/processes.ts'

const prepared = await prepareData(100_000)
const portico = await startPortico(prepared.dataFolder, beyondReach)
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

const result = await compare(
  { server: ceiling, request: { url: ceilingUrl } },
  { server: portico, request: { url: porticoUrl, headers } },
)
await Promise.all([portico.stop(), ceiling.stop()])
console.log(report('page of 10 of 100,000 users', result, 0.5))
