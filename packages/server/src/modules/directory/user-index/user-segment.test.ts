import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NumberedNames } from './numbered-names.ts'
import { never, type UserFacts } from './user-facts.ts'
import { UserSegment } from './user-segment.ts'

const facts = (created: string): UserFacts => ({
  ...{ key: '01970000-0000-7000-8000-000000000000', status: 0, lastLogin: never, domain: null, text: 'a\u00fe' },
  ...{ created: Date.parse(created), usernames: '', links: [], timedRoles: [] },
})

test('when users were created is known to the millisecond, however far apart', () => {
  const names = new NumberedNames()
  const segment = new UserSegment()
  const createds = (from: UserSegment) =>
    [...from.createds.subarray(0, 4)].map((since) => since + (from.createdFrom ?? 0))
  const near = ['2026-11-28T10:00:00.001Z', '2026-11-09T00:00:00.999Z', '2026-12-20T00:00:00.000Z'].map(facts)
  segment.write(new Map(near.map((user, place) => [place, user])), names, names)
  assert.ok(segment.createds instanceof Uint32Array)
  assert.deepEqual(
    createds(segment).slice(0, 3),
    near.map(({ created }) => created),
  )
  const far = facts('1969-07-20T20:17:40.123Z')
  segment.write(new Map([[3, far]]), names, names)
  const all = [...near, far].map(({ created }) => created)
  assert.deepEqual(createds(segment), all)
  assert.deepEqual(createds(UserSegment.unpack(segment.pack())), all)
})
