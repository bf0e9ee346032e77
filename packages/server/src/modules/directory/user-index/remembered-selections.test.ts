import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { UserConditions } from './user-conditions.ts'
import { never, type UserFacts } from './user-facts.ts'
import { UserIndex } from './user-index.ts'

const keyOf = (n: number) => `01970000-0000-7000-8000-${String(n).padStart(12, '0')}`

const user = (n: number, more: Partial<UserFacts> = {}): UserFacts => ({
  ...{ key: keyOf(n), status: n % 2, lastLogin: never, created: Date.UTC(2026, 10, 1), domain: `d${n % 3}.com` },
  ...{ text: `user ${n}\u00ffuser${n}@d${n % 3}.com\u00ff`, usernames: '', links: [`Rrole${n % 5}`], timedRoles: [] },
  ...more,
})

const everybody: UserConditions = {
  ...{
    now: '2026-11-01T00:00:00.000Z',
    keys: undefined,
    status: undefined,
    emailDomains: undefined,
    afterKey: undefined,
  },
  ...{ lastLoginSince: undefined, lastLoginTo: undefined, dormantSince: undefined, nameOrEmail: undefined },
  ...{ nameOrEmailOrUsername: undefined, isMember: false, organizationRoleKey: undefined, role: undefined },
  ...{ group: undefined, loggedIn: [], visible: undefined, groupsWithRoles: [] },
}
const text = (some: string) => ({ inName: some, inEmail: some })

test('what was selected before is exact after any change, and at any time', () => {
  const index = new UserIndex()
  const facts = new Map<string, UserFacts>()
  const change = (...users: UserFacts[]) => {
    for (const some of users) facts.set(some.key, some)
    index.update(
      users.map(({ key }) => key),
      users,
    )
  }
  const remove = (...keys: string[]) => {
    for (const key of keys) facts.delete(key)
    index.update(keys, [])
  }
  const holdsAt = (now: string) => (one: UserFacts) =>
    one.links.includes('Owriter') ||
    one.timedRoles.some(({ start, end }) => (start === null || start <= now) && (end === null || end > now))
  const check = (now = everybody.now) => {
    const asked: [Partial<UserConditions>, (one: UserFacts) => boolean][] = [
      [{ status: 1 }, ({ status }) => status === 1],
      [{ emailDomains: ['d1.com'] }, ({ domain }) => domain === 'd1.com'],
      [{ nameOrEmail: text('r 17') }, (one) => one.text.includes('r 17')],
      [{ role: { roleKeys: ['role3'], groupKeys: [] } }, ({ links }) => links.includes('Rrole3')],
      [{ isMember: true }, holdsAt(now)],
      [{ organizationRoleKey: 'writer' }, holdsAt(now)],
      [{ status: 0, afterKey: keyOf(900) }, ({ status, key }) => status === 0 && key > keyOf(900)],
    ]
    for (const [conditions, isFound] of asked) {
      const expected = [...facts.values()].filter(isFound).map(({ key }) => key)
      const { keys, total } = index.find({ ...everybody, ...conditions, now }, 'key', {
        ...{ offset: 0, limit: 5_000, descending: false },
      })
      assert.deepEqual(keys, expected.sort(), JSON.stringify(conditions))
      assert.equal(total, expected.length)
    }
  }
  change(...Array.from({ length: 1_500 }, (_, n) => user(n)))
  check()
  change(
    user(17, { status: 1, text: 'renamed\u00ff\u00fe\u00ff', links: ['Rrole3'] }),
    user(1_400, { domain: 'd1.com' }),
  )
  check()
  remove(keyOf(3), keyOf(1_171))
  check()
  change(user(1_171, { status: 0 }), ...Array.from({ length: 900 }, (_, n) => user(2_000 + n, { links: ['Owriter'] })))
  check()
  const role = { role: 'Owriter', start: '2026-11-02T00:00:00.000Z', end: '2026-11-03T00:00:00.000Z' }
  change(user(40, { timedRoles: [role] }))
  for (const now of ['2026-11-01T00:00:00.000Z', '2026-11-02T12:00:00.000Z', '2026-11-04T00:00:00.000Z']) check(now)
  change(user(40))
  check('2026-11-02T12:00:00.000Z')
})
