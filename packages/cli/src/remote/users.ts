import type { Portico, User, UsersQuery } from '@portico/sdk'
import { operationFacts } from '@portico/sdk/generated/operation-facts.ts'
import { Command, Option } from 'commander'
import { CommandError } from '../failures.ts'
import { formatFields, formatTable, print } from '../print.ts'
import { withOnlyWords } from '../with-words.ts'
import { addServerOptions, connect, type ServerOptions } from './connect.ts'
import { getApplicationRole, getOrganizationRole, getUser } from './get.ts'
import { addListOptions, type ListOptions, pageSize, printList } from './lists.ts'
import { type PlaceNames, placeNamesOf } from './place-names.ts'
import { usersImportCommand } from './users-import.ts'

const theUser = 'key or e-mail of the user'
const example = (...lines: string[]): string =>
  `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  portico users ${line}`).join('\n')}`

export function usersCommand(): Command {
  const command = new Command('users').addHelpText(
    'after',
    example('list --search ada', 'create --email ada@example.com --name Ada', 'import people.csv'),
  )
  for (const make of [list, show, create, edit, remove, invite, addBuiltIn, grant, revoke, usersImportCommand])
    command.addCommand(make())
  return command
}

const { words } = operationFacts.UserProfile_QueryUsers
const fieldsOf = (sorts: readonly string[]): string => sorts.filter((sort) => !sort.startsWith('-')).join(', ')

interface Filters {
  search?: string
  status?: NonNullable<UsersQuery['status']>
  members?: boolean
  endUsers?: boolean
  sort?: string
}

const list = (): Command =>
  addListOptions(
    addServerOptions(new Command('list').description('List the users that the API client may see'), [
      'UserProfile_QueryUsers',
    ]),
  )
    .option('--search <text>', 'only those with this text in their name or e-mail')
    .addOption(new Option('--status <status>', 'only those with this status').choices(words.status))
    .option('--members', 'only those with an organization role')
    .option('--end-users', 'only those with an end-user role')
    .addOption(
      withOnlyWords(new Option('--sort <field>', `${fieldsOf(words.sort)}; --sort=-name descends`), words.sort),
    )
    .addHelpText('after', example('list --search ada', 'list --all --json', 'list --sort=-lastLoginAt --limit 10'))
    .action((options: ServerOptions & ListOptions & Filters) =>
      printList(
        connect(options).users.list({
          limit: pageSize(options),
          ...(options.search === undefined ? {} : { nameOrEmailContains: options.search }),
          ...(options.status === undefined ? {} : { status: options.status }),
          ...(options.members ? { hasOrganizationRoles: true } : {}),
          ...(options.endUsers ? { hasApplicationRoles: true } : {}),
          ...(options.sort === undefined ? {} : { sort: options.sort }),
        }),
        options,
        ['NAME', 'EMAIL', 'STATUS', 'LAST LOGIN', 'KEY'],
        (user) => [user.name, user.email, user.status, user.lastLoginAt, user.key],
      ),
    )

const show = (): Command =>
  addServerOptions(new Command('show').description('Show a user with the end-user roles').argument('<user>', theUser), [
    'UserProfile_QueryUsers',
    'UserProfile_GetUser',
  ])
    .addHelpText('after', example('show ada@example.com'))
    .action(async (text: string, options: ServerOptions) => {
      const portico = connect(options)
      const { key } = await getUser(portico, text)
      const user = await portico.users.get(key, { embed: ['ApplicationRoles'] })
      const roles = user._embedded?.applicationRoles ?? []
      const names = options.json ? undefined : await placeNamesOf(portico, roles)
      print(options.json, user, () => userText(user, names))
    })

function userText(user: User, names: PlaceNames | undefined): string {
  const roles = user._embedded?.applicationRoles ?? []
  const facts = formatFields([
    ['Name', user.name],
    ['E-mail', user.email],
    ['Key', user.key],
    ['Status', user.status],
    ['Last login', user.lastLoginAt],
    ['Photo', user.photoUrl],
  ])
  const rows = roles.map(({ name, key, assetKey, environmentKey }) => [
    name,
    key,
    names?.asset(assetKey) ?? null,
    names?.environment(environmentKey) ?? null,
  ])
  return `${facts}\n\nEnd-user roles\n${rows.length === 0 ? 'none' : formatTable(['NAME', 'KEY', 'ASSET', 'STAGE'], rows)}`
}

interface Profile {
  name?: string
  photoUrl?: string
  active?: boolean
}

const create = (): Command =>
  addServerOptions(new Command('create').description('Create a user. No e-mail is sent.'), ['UserProfile_CreateUser'])
    .requiredOption('--email <email>', 'e-mail')
    .option('--name <name>', 'name')
    .option('--photo-url <url>', 'URL of a picture')
    .option('--inactive', 'create the user inactive')
    .option('--built-in', 'with a profile at the built-in identity provider, to sign in with a password')
    .addHelpText('after', example('create --email ada@example.com --name "Ada Lovelace" --built-in'))
    .action(async (options: ServerOptions & Profile & { email: string; inactive?: boolean; builtIn?: boolean }) => {
      const { key } = await connect(options).users.create({
        email: options.email,
        isActive: !options.inactive,
        addToBuiltInIdentityProvider: options.builtIn ?? false,
        ...(options.name === undefined ? {} : { name: options.name }),
        ...(options.photoUrl === undefined ? {} : { photoUrl: options.photoUrl }),
      })
      print(options.json, { key }, () => `Created ${key}.`)
    })

const edit = (): Command =>
  addServerOptions(new Command('edit').description('Change the fields that are given').argument('<user>', theUser), [
    'UserProfile_PatchUser',
  ])
    .option('--name <name>', 'new name; empty for none')
    .option('--photo-url <url>', 'new URL of a picture; empty for none')
    .addOption(new Option('--active', 'activate the user'))
    .addOption(new Option('--inactive', 'deactivate the user').conflicts('active'))
    .addHelpText('after', example('edit ada@example.com --name "Ada King"', 'edit ada@example.com --inactive'))
    .action(async (text: string, options: ServerOptions & Profile & { inactive?: boolean }) => {
      const changes = {
        ...(options.name === undefined ? {} : { name: options.name || null }),
        ...(options.photoUrl === undefined ? {} : { photoUrl: options.photoUrl || null }),
        ...(options.active || options.inactive ? { isActive: options.active ?? false } : {}),
      }
      if (Object.keys(changes).length === 0) {
        throw new CommandError('nothing to change: give --name, --photo-url, --active or --inactive.')
      }
      const portico = connect(options)
      const { key } = await getUser(portico, text)
      await portico.users.update(key, changes)
      print(options.json, await portico.users.get(key), () => 'Changed.')
    })

const remove = (): Command =>
  addServerOptions(
    new Command('delete').description('Delete a user permanently, without confirmation').argument('<user>', theUser),
    ['UserProfile_DeleteUser'],
  )
    .addHelpText('after', example('delete ada@example.com'))
    .action(async (text: string, options: ServerOptions) => {
      const portico = connect(options)
      const { key } = await getUser(portico, text)
      await portico.users.delete(key)
      print(options.json, { key, deleted: true }, () => 'Deleted.')
    })

const invite = (): Command =>
  addServerOptions(
    new Command('invite')
      .description('Invite by e-mail a user who cannot sign in yet, or send an invitation again')
      .argument('<user>', theUser),
    ['UserInvitations_InviteExistingUser'],
  )
    .addHelpText('after', example('invite ada@example.com'))
    .action((text: string, options: ServerOptions) =>
      changeSignIn(text, options, ({ management }, key) => management.userSignIn.invite(key), 'Invited.'),
    )

const addBuiltIn = (): Command =>
  addServerOptions(
    new Command('add-built-in')
      .description('Give a user a profile at the built-in identity provider, to sign in with a password')
      .argument('<user>', theUser),
    ['UserBuiltInProfile_Add'],
  )
    .addHelpText('after', example('add-built-in ada@example.com'))
    .action((text: string, options: ServerOptions) =>
      changeSignIn(text, options, ({ management }, key) => management.userSignIn.addBuiltInProfile(key), 'Added.'),
    )

async function changeSignIn(
  text: string,
  options: ServerOptions,
  change: (portico: Portico, key: string) => Promise<void>,
  sentence: string,
): Promise<void> {
  const portico = connect(options)
  const { key } = await getUser(portico, text)
  await change(portico, key)
  print(options.json, { key }, () => sentence)
}

interface RoleChoice {
  role?: string
  organizationRole?: string
  asset?: string
  environment?: string
}

const names = (command: Command): Command =>
  command
    .addOption(new Option('--role <role>', 'key or name of an end-user role').conflicts('organizationRole'))
    .option('--organization-role <role>', 'key or name of an organization role, for the whole organization')
    .option('--asset <asset>', 'key or name, where end-user roles of several have this name')
    .option('--environment <stage>', 'key or name, where end-user roles of several have this name')

const grant = (): Command =>
  names(
    addServerOptions(new Command('grant').description('Grant a role to a user').argument('<user>', theUser), [
      'UserProfile_QueryUsers',
      {
        when: '--role',
        calls: ['ApplicationRole_QueryApplicationRoles', 'UserApplicationRoles_GrantApplicationRoleToUser'],
      },
      { when: '--organization-role', calls: ['UserOrganizationRoles_GrantOrganizationRoleToUser'] },
    ]),
  )
    .addHelpText(
      'after',
      example('grant ada@example.com --role Approver', 'grant ada@example.com --organization-role Developer'),
    )
    .action((user: string, options: ServerOptions & RoleChoice) => changeRole(user, options, true))

const revoke = (): Command =>
  names(
    addServerOptions(new Command('revoke').description('Revoke a role from a user').argument('<user>', theUser), [
      'UserProfile_QueryUsers',
      {
        when: '--role',
        calls: ['ApplicationRole_QueryApplicationRoles', 'UserApplicationRoles_RevokeApplicationRoleForUser'],
      },
      { when: '--organization-role', calls: ['UserOrganizationRoles_RevokeOrganizationRoleForUser'] },
    ]),
  )
    .addHelpText('after', example('revoke ada@example.com --role Approver --environment Test'))
    .action((user: string, options: ServerOptions & RoleChoice) => changeRole(user, options, false))

async function changeRole(text: string, options: ServerOptions & RoleChoice, granted: boolean): Promise<void> {
  const portico = connect(options)
  const { users } = portico
  if (options.organizationRole !== undefined) {
    const role = await getOrganizationRole(portico, options.organizationRole)
    const { key } = await getUser(portico, text)
    await (granted ? users.grantOrganizationRole(key, role.key) : users.revokeOrganizationRole(key, role.key))
    return tell(key, role)
  }
  if (options.role === undefined) throw new CommandError('name the role with --role or --organization-role.')
  const role = await getApplicationRole(portico, options.role, options)
  const { key } = await getUser(portico, text)
  await (granted ? users.grantApplicationRole(key, role.key) : users.revokeApplicationRole(key, role.key))
  return tell(key, role)

  function tell(key: string, role: { key: string; name: string | null }): void {
    const sentence = `${granted ? 'Granted' : 'Revoked'} ${role.name}.`
    print(options.json, { key, roleKey: role.key, granted }, () => sentence)
  }
}
