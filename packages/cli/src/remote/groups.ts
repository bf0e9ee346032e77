import { Command } from 'commander'
import { formatFields, formatTable, print } from '../print.ts'
import { addServerOptions, connect, type ServerOptions } from './connect.ts'
import { getEnvironmentKey, getGroup, getUser } from './get.ts'
import { addListOptions, type ListOptions, pageSize, printList } from './lists.ts'
import type { CalledOperations } from './needed-permissions.ts'
import { type PlaceNames, placeNamesOf } from './place-names.ts'

interface Place {
  environment?: string
}

const example = (...lines: string[]): string =>
  `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  portico groups ${line}`).join('\n')}`

const environmentByName = { when: 'a name in --environment', calls: ['Environments_ListEnvironments'] } as const

/** A command for one group, which is named by key or name. */
const one = (name: string, description: string, operations: CalledOperations): Command =>
  addServerOptions(new Command(name).description(description).argument('<group>', 'key or name of the group'), [
    'Group_QueryGroups',
    ...operations,
    environmentByName,
  ]).option('--environment <stage>', 'key or name, where groups of several have this name')

export function groupsCommand(): Command {
  const command = new Command('groups').addHelpText(
    'after',
    example('create --name Sales --environment Test', 'add Sales ada@example.com grace@example.com'),
  )
  for (const make of [list, show, create, remove, () => members('add'), () => members('remove')]) {
    command.addCommand(make())
  }
  return command
}

const list = (): Command =>
  addListOptions(
    addServerOptions(new Command('list').description('List the groups that the API client may see'), [
      'Group_QueryGroups',
      environmentByName,
    ]),
  )
    .option('--search <text>', 'only those with this text in their name')
    .option('--environment <stage>', 'only those of this stage, by key or name')
    .addHelpText('after', example('list --environment Production'))
    .action(async (options: ServerOptions & ListOptions & Place & { search?: string }) => {
      const portico = connect(options)
      const { search, environment } = options
      const groups = portico.groups.list({
        limit: pageSize(options),
        ...(search === undefined ? {} : { nameContains: search }),
        ...(environment === undefined ? {} : { environmentKey: await getEnvironmentKey(portico, environment) }),
      })
      return printList(
        groups,
        options,
        ['NAME', 'KEY', 'STAGE', 'DESCRIPTION'],
        (group, names: PlaceNames) => [
          group.name,
          group.key,
          names.environment(group.environmentKey),
          group.description,
        ],
        (found) => placeNamesOf(portico, found),
      )
    })

const show = (): Command =>
  one('show', 'Show a group with its users and end-user roles', [
    'Group_QueryUsersFromGroup',
    'Group_QueryApplicationRolesGroups',
  ])
    .addHelpText('after', example('show Sales'))
    .action(async (text: string, options: ServerOptions & Place) => {
      const portico = connect(options)
      const group = await getGroup(portico, text, options.environment)
      const users = await Array.fromAsync(portico.groups.users(group.key))
      const applicationRoles = await Array.fromAsync(portico.groups.applicationRoles(group.key))
      const names = options.json ? undefined : await placeNamesOf(portico, [group, ...applicationRoles])
      print(options.json, { ...group, users, applicationRoles }, () => {
        const facts = formatFields([
          ['Name', group.name],
          ['Description', group.description],
          ['Key', group.key],
          ['Stage', names?.environment(group.environmentKey) ?? null],
        ])
        const members = users.map(({ user, membershipTypes }) => [user.name, user.email, membershipTypes.join(', ')])
        const roles = applicationRoles.map((role) => [role.name, role.key, names?.asset(role.assetKey) ?? null])
        return `${facts}\n\nUsers\n${rows(['NAME', 'EMAIL', 'MEMBERSHIP'], members)}\n\nEnd-user roles\n${rows(['NAME', 'KEY', 'ASSET'], roles)}`
      })
    })

const rows = (headings: string[], cells: (string | null)[][]): string =>
  cells.length === 0 ? 'none' : formatTable(headings, cells)

const create = (): Command =>
  addServerOptions(new Command('create').description('Create a group in a stage. It cannot be moved to another one.'), [
    'Group_CreateGroup',
    environmentByName,
  ])
    .requiredOption('--name <name>', 'name')
    .requiredOption('--environment <stage>', 'key or name of the stage')
    .option('--description <text>', 'description')
    .addHelpText('after', example('create --name Sales --environment Test'))
    .action(async (options: ServerOptions & { name: string; environment: string; description?: string }) => {
      const portico = connect(options)
      const { key } = await portico.groups.create({
        name: options.name,
        environmentKey: await getEnvironmentKey(portico, options.environment),
        ...(options.description === undefined ? {} : { description: options.description }),
      })
      print(options.json, { key }, () => `Created ${key}.`)
    })

const remove = (): Command =>
  one('delete', 'Delete a group with its memberships, without confirmation', ['Group_DeleteGroup'])
    .addHelpText('after', example('delete Sales --environment Test'))
    .action(async (text: string, options: ServerOptions & Place) => {
      const portico = connect(options)
      const { key } = await getGroup(portico, text, options.environment)
      await portico.groups.delete(key)
      print(options.json, { key, deleted: true }, () => 'Deleted.')
    })

/** Adds or removes all of the users or none, in one request. */
const members = (change: 'add' | 'remove'): Command =>
  one(change, change === 'add' ? 'Add users to a group' : 'Remove users from a group', [
    'Group_AddOrRemoveUsersFromGroup',
    'UserProfile_QueryUsers',
  ])
    .argument('<users...>', 'keys or e-mails of the users')
    .addHelpText('after', example(`${change} Sales ada@example.com grace@example.com`))
    .action(async (text: string, people: string[], options: ServerOptions & Place) => {
      const portico = connect(options)
      const { key } = await getGroup(portico, text, options.environment)
      const userKeys: string[] = []
      for (const person of people) userKeys.push((await getUser(portico, person)).key)
      await portico.groups.changeUsers(
        key,
        change === 'add' ? { userKeysToAdd: userKeys } : { userKeysToRemove: userKeys },
      )
      print(options.json, { key, userKeys }, () => (change === 'add' ? 'Added.' : 'Removed.'))
    })
