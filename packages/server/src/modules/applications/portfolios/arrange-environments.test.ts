import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { arrangeEnvironments, type EnvironmentChange } from './arrange-environments.ts'
import type { Environment } from './environment.ts'

const environments = (count: number, portfolioKey = 'main'): Environment[] =>
  Array.from({ length: count }, (_, position) => ({
    key: `${portfolioKey} ${position}`,
    portfolioKey,
    name: `Stage ${position}`,
    purpose: 'NonProduction',
    position,
  }))

/** The keys in their order after the changes, and the names that changed. */
function arranged(before: Environment[], changes: EnvironmentChange[]) {
  const changed = new Map(arrangeEnvironments(before, changes).map(({ after }) => [after.key, after]))
  const after = before.map((environment) => changed.get(environment.key) ?? environment)
  return {
    order: [...after].sort((a, b) => a.position - b.position).map(({ key }) => key.split(' ')[1]),
    positions: after.map(({ position }) => position).sort((a, b) => a - b),
    names: after.map(({ name }) => name),
    changed: [...changed.keys()],
  }
}

describe('environments', () => {
  test('close up around the one that moves', () => {
    const four = environments(4)
    assert.deepEqual(arranged(four, [{ key: 'main 3', order: 0 }]).order, ['3', '0', '1', '2'])
    assert.deepEqual(arranged(four, [{ key: 'main 0', order: 2 }]).order, ['1', '2', '0', '3'])
    assert.deepEqual(arranged(four, [{ key: 'main 1', order: 1 }]).changed, [])
  })

  test('exchange their names', () => {
    const changes = [
      { key: 'main 0', name: 'Stage 1' },
      { key: 'main 1', name: 'Stage 0' },
    ]
    assert.deepEqual(arranged(environments(3), changes).names, ['Stage 1', 'Stage 0', 'Stage 2'])
  })

  test('have different names within a portfolio, and the same one in two', () => {
    const both = [...environments(2), ...environments(2, 'other')]
    assert.throws(() => arrangeEnvironments(both, [{ key: 'main 0', name: 'STAGE 1' }]), {
      problem: 'environment_name_taken',
    })
    assert.deepEqual(
      arrangeEnvironments(both, [{ key: 'main 0', name: 'stage 0' }]).map(({ after }) => after.name),
      ['stage 0'],
    )
  })

  test('refuse what is not possible', () => {
    const refused: [changes: EnvironmentChange[], problem: string, detail: RegExp][] = [
      [[], 'nothing_to_change', /environments/],
      [[{ key: 'main 0' }], 'nothing_to_change', /Stage 0/],
      [[{ key: 'main 0', name: null, order: null }], 'nothing_to_change', /Stage 0/],
      [[{ key: 'main 9', order: 0 }], 'environment_not_found', /main 9/],
      [[{ key: 'main 0', order: 3 }], 'environment_order_invalid', /Stage 0 .*from 0 to 2/],
      [
        [
          { key: 'main 0', order: 1 },
          { key: 'main 2', order: 1 },
        ],
        'environment_order_invalid',
        /Stage 0 and Stage 2|Stage 2 and Stage 0/,
      ],
      [
        [
          { key: 'main 0', order: 1 },
          { key: 'main 0', order: 2 },
        ],
        'invalid_body',
        /main 0 only once/,
      ],
    ]
    for (const [changes, problem, detail] of refused) {
      assert.throws(() => arrangeEnvironments(environments(3), changes), { problem, message: detail })
    }
  })

  test('are where they were asked to be, the others in their former sequence, without gaps', () => {
    const cases = fc
      .integer({ min: 1, max: 7 })
      .chain((count) =>
        fc.tuple(
          fc.constant(count),
          fc.uniqueArray(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), {
            minLength: 1,
            selector: ([index]) => index,
          }),
        ),
      )
      .filter(([, moves]) => new Set(moves.map(([, order]) => order)).size === moves.length)
    fc.assert(
      fc.property(cases, ([count, moves]) => {
        const other = environments(2, 'other')
        const before = [...environments(count), ...other]
        const changed = arrangeEnvironments(
          before,
          moves.map(([index, order]) => ({ key: `main ${index}`, order })),
        )
        assert.ok(changed.every(({ after }) => after.portfolioKey === 'main'))
        const { order, positions } = arranged(
          environments(count),
          moves.map(([index, place]) => ({ key: `main ${index}`, order: place })),
        )
        assert.deepEqual(
          positions,
          Array.from({ length: count }, (_, position) => position),
        )
        for (const [index, place] of moves) assert.equal(order[place], String(index))
        const rest = order.filter((key) => !moves.some(([index]) => String(index) === key))
        assert.deepEqual(rest, [...rest].sort())
      }),
    )
  })
})
