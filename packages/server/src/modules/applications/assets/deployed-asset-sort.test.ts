import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDeployedAssetSort } from './deployed-asset-sort.ts'

const [one, other] = ['018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091', '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8092']
const deployedTo = (key: string) => `deployments[${key}].deploymentDateTime`

test('what deployed assets are sorted by once more costs nothing and changes nothing', () => {
  const name = { by: 'name', descending: true }
  assert.deepEqual(parseDeployedAssetSort('-name,name,NAME,-name'), [name])
  const asked = [
    deployedTo(one),
    `-${deployedTo(other)}`,
    `-${deployedTo(one.toUpperCase())}`,
    '-name',
    deployedTo(other),
  ]
  assert.deepEqual(parseDeployedAssetSort(asked.join(',')), [
    { by: { deployedTo: one }, descending: false },
    { by: { deployedTo: other }, descending: true },
    name,
  ])
  assert.equal(parseDeployedAssetSort(Array(10).fill('type').join()).length, 1)
  assert.throws(() => parseDeployedAssetSort(Array(11).fill('type').join()), /1 to 10 of name/)
})
