import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { portico } from '@portico/testing/command.ts'
import { sql } from 'kysely'
import { foldedName } from '../../src/db/folded-columns.ts'
import type { Db } from '../../src/db/transaction.ts'
import { deleteAsset } from '../../src/modules/applications/assets/delete-asset.ts'
import { grantUserApplicationRole } from '../../src/modules/directory/assignments/grant-user-application-role.ts'
import { grantUserOrganizationRole } from '../../src/modules/directory/assignments/grant-user-organization-role.ts'
import { revokeUserApplicationRole } from '../../src/modules/directory/assignments/revoke-user-application-role.ts'
import { revokeUserOrganizationRole } from '../../src/modules/directory/assignments/revoke-user-organization-role.ts'
import { createBulkOperation } from '../../src/modules/directory/bulk-users/create-bulk-operation.ts'
import { createGroup } from '../../src/modules/directory/groups/create-group.ts'
import { deleteGroup } from '../../src/modules/directory/groups/delete-group.ts'
import { updateGroupApplicationRoles } from '../../src/modules/directory/groups/update-group-application-roles.ts'
import { updateGroupMembers } from '../../src/modules/directory/groups/update-group-members.ts'
import { recordLogin } from '../../src/modules/directory/users/accounts.ts'
import { createUser } from '../../src/modules/directory/users/create-user.ts'
import { deleteUser } from '../../src/modules/directory/users/delete-user.ts'
import { updateUser } from '../../src/modules/directory/users/update-user.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

export type Write = (random: Random, world: World) => Promise<unknown>

const hour = 3_600_000
const names = [
  'Anna',
  'anna smith',
  'Björn',
  'BJÖRN',
  'Zoë %',
  'zoe',
  'a_b',
  '100%',
  'Ｆｕｌｌ',
  'back\\slash',
  '日本語',
  '😀x',
  '\u{10FFFD}',
  '\uFFFDz',
  'ß',
  'smith ﬁ',
  'A'.repeat(200),
  'ΟΔΥΣΣΕΥΣ',
  'Οδυσσεύς',
  'İstanbul',
  'ıstanbul',
  'Rene\u0301',
  'שָׁלוֹם',
  '\u202Eשלום',
  'محمّد',
  // Longer than what is stored of a name, which ends in a digest then
  '\uFDFA'.repeat(120),
  '😀'.repeat(110),
  `日${'本'.repeat(199)}`,
  '日'.repeat(200),
  'O\'Neil "x"',
]
const domains = ['a.com', 'B.com', 'ü.de', 'xn--tda.de', 'sub.a.com', 'ΟΔΟΣ.gr', 'faß.de', 'мир.рф']

const user = (random: Random) => ({
  name: random.oneIn(5) ? null : `${random.pick(names)}${random.oneIn(2) ? ` ${random.below(50)}` : ''}`,
  email: `${random.pick(['user', 'anna', 'e', 'Zoë', 'x.y'])}${random.below(1_000_000)}@${random.pick(domains)}`,
  isActive: random.oneIn(2),
  ...(random.oneIn(2) && { addToBuiltInIdentityProvider: true }),
})

/** The names of the operations say what is done. What is refused, since somebody else did the opposite, is done by nobody. */
export const writes: Record<string, Write> = {
  createUser: async (random, world) => {
    world.userKeys.push((await createUser(world.context, world.everybody, user(random))).key)
  },
  updateUser: (random, { context, everybody, userKeys }) =>
    updateUser(context, everybody, random.pick(userKeys), {
      ...(random.oneIn(2) && { name: user(random).name }),
      ...(random.oneIn(2) && { isActive: random.oneIn(2) }),
    }),
  deleteUser: (random, { context, everybody, userKeys }) => deleteUser(context, everybody, random.pick(userKeys)),
  recordLogin: (random, { context, organizationKey, userKeys }) =>
    recordLogin(context, organizationKey, random.pick(userKeys), { isExternal: random.oneIn(2) }),
  grantUserApplicationRole: (random, { context, everybody, userKeys, roles }) =>
    grantUserApplicationRole(context, everybody, { key: random.pick(userKeys), roleKey: random.pick(roles).key }),
  revokeUserApplicationRole: (random, { context, everybody, userKeys, roles }) =>
    revokeUserApplicationRole(context, everybody, { key: random.pick(userKeys), roleKey: random.pick(roles).key }),
  grantUserOrganizationRole: (random, { context, everybody, clock, userKeys, organizationRoleKeys }) =>
    grantUserOrganizationRole(
      context,
      everybody,
      { key: random.pick(userKeys), roleKey: random.pick(organizationRoleKeys) },
      random.oneIn(2)
        ? null
        : {
            grantPeriod: {
              startTime: new Date(clock.now() + random.below(3) * hour).toISOString(),
              endTime: new Date(clock.now() + (3 + random.below(9)) * hour).toISOString(),
            },
          },
    ),
  revokeUserOrganizationRole: (random, { context, everybody, userKeys, organizationRoleKeys }) =>
    revokeUserOrganizationRole(
      context,
      everybody,
      { key: random.pick(userKeys), roleKey: random.pick(organizationRoleKeys) },
      null,
    ),
  createGroup: async (random, world) => {
    const { context, everybody, environmentKeys, userKeys, groupKeys } = world
    const group = {
      name: randomUUID(),
      environmentKey: random.pick(environmentKeys),
      userKeys: random.some(userKeys, 20),
    }
    groupKeys.push((await createGroup(context, everybody, group)).key)
  },
  deleteGroup: (random, { context, everybody, groupKeys }) => deleteGroup(context, everybody, random.pick(groupKeys)),
  updateGroupMembers: (random, { context, everybody, userKeys, groupKeys }) => {
    const userKeysToAdd = random.some(userKeys, 5)
    const userKeysToRemove = random.some(
      userKeys.filter((key) => !userKeysToAdd.includes(key)),
      5,
    )
    return updateGroupMembers(context, everybody, random.pick(groupKeys), { userKeysToAdd, userKeysToRemove })
  },
  updateGroupApplicationRoles: (random, { context, everybody, groupKeys, roles }) => {
    const keys = random.some(
      roles.map(({ key }) => key),
      4,
    )
    return updateGroupApplicationRoles(context, everybody, random.pick(groupKeys), {
      applicationRoleKeysToAdd: keys.slice(0, 2),
      applicationRoleKeysToRemove: keys.slice(2),
    })
  },
  createBulkOperation: async (random, { context, everybody }) => {
    await createBulkOperation(
      context,
      everybody,
      Array.from({ length: 1 + random.below(5) }, () => user(random)),
    )
  },
  deleteAsset: async (random, { context, everybody, assetKeys }) => {
    if (random.oneIn(10)) await deleteAsset(context, everybody, random.pick(assetKeys))
  },
  advanceClock: async (random, { clock }) => clock.advance((random.below(9) - 4) * hour + 1),
}

/** What another connection does, without any operation of ours */
export const foreignWrites: Record<string, (random: Random, world: World, db: Db) => Promise<unknown>> = {
  renames: (random, { organizationKey }, db) => {
    const name = random.pick(names)
    return sql`update users set name = ${name}, name_folded = ${foldedName(name)}
      where organization_key = ${organizationKey} and key in (select key from users where organization_key = ${organizationKey} order by updated_at limit ${sql.lit(random.below(40))})`.execute(
      db,
    )
  },
  becomesMapped: (random, { groupKeys }, db) =>
    db
      .updateTable('group_users')
      .set({ membership_type: 'Mapped' })
      .where('group_key', '=', random.pick(groupKeys))
      .execute(),
  signsIn: (random, { organizationKey, clock, environmentKeys, userKeys }, db) =>
    sql`insert into user_logins (organization_key, user_key, environment_key, last_login_at)
      select e.organization_key, u.key, e.key, ${new Date(clock.now()).toISOString()} from users u, environments e
      where u.organization_key = ${organizationKey} and u.key = ${random.pick(userKeys)} and e.key = ${random.pick(environmentKeys)}
      on conflict do nothing`.execute(db),
  forgetsSignIns: (random, { userKeys }, db) =>
    db.deleteFrom('user_logins').where('user_key', '=', random.pick(userKeys)).execute(),
  losesAll: (random, { userKeys }, db) =>
    db.deleteFrom('user_application_roles').where('user_key', '=', random.pick(userKeys)).execute(),
  rollsBack: (random, { userKeys }, db) =>
    db
      .transaction()
      .execute(async (db) => {
        await db.deleteFrom('users').where('key', '=', random.pick(userKeys)).execute()
        throw new Error('rolled back')
      })
      .catch(() => {}),
  changesProfiles: (random, { organizationKey, userKeys }, db) =>
    sql`update user_identities set username_folded = ${`${random.pick(['anna', 'zoe', 'user', '日本'])}${random.below(1_000_000)}`}
      where organization_key = ${organizationKey} and user_key = ${random.pick(userKeys)}`.execute(db),
}

/** A process that writes, and is killed while it does */
export async function killWriter(random: Random, { context, organizationKey }: World): Promise<void> {
  const { database, dataFolder } = context.config
  const script = join(import.meta.dirname, 'killed-writer.ts')
  const child = spawn(process.execPath, [script, database, dataFolder, organizationKey], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  await setTimeout(random.below(300))
  child.kill('SIGKILL')
  await once(child, 'exit')
}

let importedUsers = 0

/** The command, which sends what a file says in bulk */
export async function importByCommand(
  random: Random,
  { context, url, credentials }: World,
  drain: () => Promise<void>,
): Promise<void> {
  const { config } = context
  const file = join(config.dataFolder, `${randomUUID()}.csv`)
  // An e-mail that exists already would make the command fail.
  const email = (): string => user(random).email.replace('@', `.${++importedUsers}@`)
  const lines = Array.from({ length: 1 + random.below(8) }, () => `${email()},${random.pick(['Anna', 'Zoe', 'Bo'])}`)
  await writeFile(file, `email,name\n${lines.join('\n')}\n`)
  const { clientId, clientSecret } = credentials
  const env = { PORTICO_URL: url, PORTICO_CLIENT_ID: clientId, PORTICO_CLIENT_SECRET: clientSecret }
  let isOver = false
  const imported = portico(['users', 'import', file], { env }).finally(() => {
    isOver = true
  })
  while (!isOver) {
    await drain()
    await setTimeout(10)
  }
  const result = await imported
  if (result.code !== 0) throw new Error(`the import failed: ${result.stdout}${result.stderr}`)
}
