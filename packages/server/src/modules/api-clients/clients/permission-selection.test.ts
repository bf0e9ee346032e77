import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '@portico/testing/thread-time.ts'
import { newKey } from '../../../db/keys.ts'
import type { Environment } from '../../applications/portfolios/environment.ts'
import { permissions } from '../../foundation/permissions/permission-catalogue.ts'
import { parseSelection } from './permission-selection.ts'

const environments = Array.from(
  { length: 300 },
  (_, position): Environment => ({
    key: newKey(),
    portfolioKey: 'main',
    name: `Stüfe ${position}`,
    purpose: 'Development',
    position,
  }),
)

test('A hundred permissions that name a hundred of 300 stages each are read in a few milliseconds', async () => {
  const byStage = permissions.filter(({ allowsEnvironments }) => allowsEnvironments)
  for (const textOf of [({ key }: Environment) => key.toUpperCase(), ({ name }: Environment) => name.toUpperCase()]) {
    const named = environments.slice(-100).map(textOf)
    const requests = byStage
      .slice(0, 5)
      .flatMap(({ key }) => Array(20).fill({ permissionKey: key, environments: named }))
    let selected: ReturnType<typeof parseSelection> = []
    const milliseconds = await threadTime(() => {
      selected = parseSelection(requests, environments)
    }, 3)
    assert.deepEqual(
      selected.map(({ environments }) => environments !== 'all' && environments.size),
      Array(5).fill(100),
    )
    assert.ok(milliseconds < 40, `${milliseconds} ms`)
  }
})
