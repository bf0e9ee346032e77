import { openDatabase } from '../../src/db/database.ts'
import { transaction } from '../../src/db/transaction.ts'
import { seedUsers } from '../../src/modules/directory/users/seed-users.ts'

// Writes without pause until it is killed: `killed-writer.ts <database> <data folder> <organization>`.

const [database = '', dataFolder = '', organizationKey = ''] = process.argv.slice(2)
const { db } = await openDatabase({ database, dataFolder })
const clock = { now: Date.now }
console.log('open')
for (;;) {
  await transaction({ db, clock }, async (parts) => {
    const people = Array.from({ length: 5 }, () => ({ name: 'Killed', email: null, status: 'Active' as const }))
    const keys = await seedUsers(parts, organizationKey, people)
    const oldest = parts.db.selectFrom('users').select('key').where('name', '=', 'Killed').orderBy('key').limit(4)
    await parts.db.deleteFrom('users').where('key', 'in', oldest).where('key', 'not in', keys).execute()
  })
}
