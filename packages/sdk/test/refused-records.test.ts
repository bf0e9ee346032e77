import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorOf, type PorticoError } from '../src/errors.ts'
import { refusedRecords } from '../src/refused-records.ts'

const refusal = (body: object): Promise<PorticoError> =>
  errorOf('POST /users/bulk', Response.json({ status: 400, ...body }, { status: 400 }), 0)

test('the records that break the schema are all that the server names', async () => {
  const name = 'must have at most 256 characters.'
  const [second, last] = [2, 99].map((index) => `The field records[${index}].name ${name}`)
  for (const [body, indexes] of [
    [{ detail: second, errors: [{ detail: second }, { detail: last, pointer: '#/records/99/name' }] }, [2, 99]],
    // An older server, and others, which have something else by that name
    [{ detail: second }, [2]],
    [{ detail: second, errors: { name: ['too long'] } }, [2]],
    [{ detail: second, errors: [null, 'x', {}, { detail: 7 }] }, [2]],
    [{ detail: 'The field records must have at most 100 values.' }, []],
    [{}, []],
  ] as const) {
    const refused = refusedRecords(await refusal(body))
    assert.deepEqual([...refused.keys()], indexes, JSON.stringify(body))
    for (const reason of refused.values()) assert.equal(reason, `The field name ${name}`)
  }
})
