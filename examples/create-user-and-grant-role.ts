/**
 * Creates a user and grants an application role: npx node examples/create-user-and-grant-role.ts <e-mail> <role>
 *
 * <role> is the name or the key of an application role. Needs an API client with *Manage users*. Can be run again: a user
 * who exists already is found, and a role that is granted already stays.
 */
import { type ApplicationRole, type Portico, PorticoError, problemCodes } from '@portico/sdk'
import { connect } from './connection.ts'

const [email, wanted] = process.argv.slice(2)
if (!email || !wanted) {
  console.error('Usage: npx node examples/create-user-and-grant-role.ts <e-mail> <role>')
  process.exit(2)
}

const portico = connect()
const role = await findRole(portico, wanted)
const key = await createOrFind(portico, email)
await portico.users.grantApplicationRole(key, role.key)
console.log(`${email} (${key}) has the role ${role.name}.`)

async function findRole({ applicationRoles }: Portico, text: string): Promise<ApplicationRole> {
  for await (const role of applicationRoles.list()) if (role.key === text || role.name === text) return role
  throw new Error(`There is no end-user role '${text}'.`)
}

async function createOrFind({ users }: Portico, email: string): Promise<string> {
  try {
    return (await users.create({ email })).key
  } catch (error) {
    if (!(error instanceof PorticoError) || error.errorCode !== problemCodes.email_taken) throw error
    const same = (user: { email: string | null }) => user.email?.toLowerCase() === email.toLowerCase()
    for await (const user of users.list({ nameOrEmailContains: email })) if (same(user)) return user.key
    throw error
  }
}
