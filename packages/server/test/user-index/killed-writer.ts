import { openDatabase } from '../../src/db/database.ts'
import { transaction } from '../../src/db/transaction.ts'
import { deleteUser } from '../../src/modules/directory/users/delete-user.ts'
import { seedUsers } from '../../src/modules/directory/users/seed-users.ts'
import { systemPrincipal } from '../../src/modules/foundation/permissions/principal.ts'

// Writes without pause until it is killed: `killed-writer.ts <database> <data folder> <organization>`.

const [database = '', dataFolder = '', organizationKey = ''] = process.argv.slice(2)
const { db } = await openDatabase({ database, dataFolder })
const clock = { now: Date.now }
const system = systemPrincipal(organizationKey, 'test')
console.log('open')
for (let keys: string[] = []; ; ) {
  keys = await transaction({ db, clock }, async (parts) => {
    const people = Array.from({ length: 5 }, () => ({ name: 'Killed', email: null, status: 'Active' as const }))
    for (const key of keys.slice(1)) await deleteUser(parts, system, key)
    return seedUsers(parts, organizationKey, people)
  })
}
