import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { testClock } from '@portico/testing/server.ts'
import { OutgoingFailure } from '../../foundation/outgoing/outgoing-failure.ts'
import type { OutgoingRequests } from '../../foundation/outgoing/outgoing-requests.ts'
import { createProviderDocuments } from './provider-documents.ts'

describe('documents of providers', () => {
  test('are kept for all, and where one organization cannot read one, another one asks by itself', async () => {
    const url = 'https://provider.example/keys'
    const asked: string[] = []
    const fetch: OutgoingRequests['fetch'] = async (organizationKey) => {
      asked.push(organizationKey)
      if (organizationKey === 'slow') throw new OutgoingFailure('too-slow', url)
      return { status: 200, headers: {}, body: Buffer.from('{"keys":[]}'), url }
    }
    const documents = createProviderDocuments({ db: {} as never, clock: testClock(), outgoing: { fetch } })
    for (let n = 0; n < 2; n++) await assert.rejects(documents.read('slow', url), /has not answered in time/)
    assert.deepEqual(asked, ['slow'], 'not at each attempt')
    assert.deepEqual(await Promise.all([documents.read('own', url), documents.read('own', url)]), [
      { keys: [] },
      { keys: [] },
    ])
    assert.deepEqual(asked, ['slow', 'own'])
    assert.deepEqual(await documents.read('slow', url), { keys: [] })
    assert.equal(asked.length, 2)
  })
})
