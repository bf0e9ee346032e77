import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { migrations } from './index.ts'

onBothEngines('migration 0033', (engine, open) => {
  test("gives libraries ODC's name in every organization, and leaves the others", async () => {
    const { db } = await open()
    for (const name of ['First', 'Second']) {
      const { assets } = await createDirectory(db, { now: () => Date.now() })
      const [library = ''] = await assets(`${name} library`, `${name} app`)
      await db
        .updateTable('assets')
        .set({ type: 'Library' as never })
        .where('key', '=', library)
        .execute()
    }
    await migrations(engine)['0033-asset-types']?.up(db)
    const rows = await db.selectFrom('assets').select(['name', 'type']).orderBy('name').execute()
    assert.deepEqual(
      rows.map(({ name, type }) => `${name}: ${type}`),
      [
        'First app: WebApplication',
        'First library: LowCodeLibrary',
        'Second app: WebApplication',
        'Second library: LowCodeLibrary',
      ],
    )
  })
})
