import type { NewAsset } from '@portico/sdk'
import { operationFacts } from '@portico/sdk/generated/operation-facts.ts'
import { Argument, Command, Option } from 'commander'
import { withFields } from '../in-words-of-options.ts'
import { formatFields, formatTable, print } from '../print.ts'
import { addServerOptions, connect, type ServerOptions } from './connect.ts'
import { getAssetKey } from './get.ts'
import { addListOptions, type ListOptions, pageSize, printList, wholeNumber } from './lists.ts'

const theAsset = 'key or name of the asset'
const example = (...lines: string[]): string =>
  `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  portico assets ${line}`).join('\n')}`

export function assetsCommand(): Command {
  const command = new Command('assets').addHelpText(
    'after',
    example('list', 'create Assistant --type Agent', 'revise Shop --tag 1.2.0', 'tag Shop 1.2.1 --revision 3'),
  )
  for (const make of [list, show, create, revise, tag]) command.addCommand(make())
  return command
}

const list = (): Command =>
  addListOptions(
    addServerOptions(new Command('list').description('List the assets, each as its newest revision'), [
      'AssetRepository_ListAssets',
    ]),
  )
    .option('--search <text>', 'only those with this text in their name')
    .addHelpText('after', example('list --search shop'))
    .action((options: ServerOptions & ListOptions & { search?: string }) =>
      printList(
        connect(options).assetRevisions.list({
          limit: pageSize(options),
          ...(options.search === undefined ? {} : { nameContains: options.search }),
        }),
        options,
        ['NAME', 'KEY', 'TYPE', 'REVISION', 'TAG'],
        (one) => [one.name, one.assetKey, one.assetType, String(one.revision), one.tag],
      ),
    )

const show = (): Command =>
  addServerOptions(
    new Command('show').description('Show an asset with its newest 100 revisions').argument('<asset>', theAsset),
    ['AssetRepository_ListAssets', 'AssetRepository_GetAsset', 'AssetRepository_ListAssetRevisions'],
  )
    .addHelpText('after', example('show Shop'))
    .action(async (text: string, options: ServerOptions) => {
      const { assetRevisions } = connect(options)
      const key = await getAssetKey(connect(options), text)
      const asset = await assetRevisions.get(key)
      const { results: revisions } = await firstPage(assetRevisions.of(key))
      print(options.json, { ...asset, revisions }, () => {
        const facts = formatFields([
          ['Name', asset.name],
          ['Description', asset.description],
          ['Key', key],
          ['Type', asset.assetType],
        ])
        const rows = revisions.map((one) => [String(one.revision), one.tag, one.createdAt, one.commitMessage])
        return `${facts}\n\nRevisions\n${formatTable(['REVISION', 'TAG', 'CREATED', 'MESSAGE'], rows)}`
      })
    })

const create = (): Command =>
  addServerOptions(
    new Command('create')
      .description('Create an asset in the main portfolio, with revision 1')
      .argument('<name>', 'name of the asset'),
    ['Asset_Create'],
  )
    .addOption(
      new Option('--type <type>', 'what it is')
        .choices(operationFacts.Asset_List.words.type)
        .default('WebApplication' satisfies NewAsset['type']),
    )
    .option('--description <text>', 'description')
    .addHelpText('after', example('create Shop', 'create Assistant --type Agent --description "Answers customers"'))
    .action(async (name: string, options: ServerOptions & Pick<NewAsset, 'type' | 'description'>) => {
      const { type, description = null } = options
      const { key } = await connect(options).management.assets.create({ name, type, description })
      print(options.json, { key }, () => `Created ${key}.`)
    })

async function firstPage<T>(list: { pages(): AsyncIterable<T> }): Promise<T> {
  for await (const page of list.pages()) return page
  throw new Error('a list has at least one page')
}

interface Texts {
  message?: string
  releaseNotes?: string
}

const texts = ({ message, releaseNotes }: Texts) => ({
  ...(message === undefined ? {} : { commitMessage: message }),
  ...(releaseNotes === undefined ? {} : { releaseNotes }),
})

const revise = (): Command =>
  addServerOptions(
    new Command('revise').description('Create the next revision of an asset').argument('<asset>', theAsset),
    ['AssetRevision_Create', { when: 'an asset by its name', calls: ['AssetRepository_ListAssets'] }],
  )
    .option('--tag <version>', 'tag it with this version, such as 1.2.0')
    .option('--message <text>', 'what was changed')
    .option('--release-notes <text>', 'release notes')
    .addHelpText('after', example('revise Shop', 'revise Shop --tag 1.2.0 --message "New basket"'))
    .action(async (text: string, options: ServerOptions & Texts & { tag?: string }) => {
      const portico = connect(options)
      const key = await getAssetKey(portico, text)
      const tagged = options.tag === undefined ? {} : { tag: options.tag }
      const { revision } = await portico.management.assets.createRevision(key, { ...tagged, ...texts(options) })
      print(options.json, { assetKey: key, revision }, () => `Created revision ${revision}.`)
    })

const tag = (): Command =>
  addServerOptions(
    new Command('tag')
      .description('Tag a revision of an asset with a version')
      .argument('<asset>', theAsset)
      .addArgument(withFields(new Argument('<version>', 'three numbers, such as 1.2.0'), 'tag')),
    ['AssetRepository_GetAsset', 'AssetRepository_PatchVersion'],
  )
    .option('--revision <number>', 'which one; the newest one unless given', wholeNumber)
    .option('--release-notes <text>', 'release notes')
    .addHelpText('after', example('tag Shop 1.2.0', 'tag Shop 1.1.1 --revision 3'))
    .action(async (text: string, version: string, options: ServerOptions & Texts & { revision?: number }) => {
      const portico = connect(options)
      const key = await getAssetKey(portico, text)
      const { revision, tag: former } = await portico.assetRevisions.get(key, options.revision)
      await portico.assetRevisions.update(key, revision, { tag: version, ...texts(options) })
      print(options.json, { assetKey: key, revision, tag: version }, () =>
        former && former !== version
          ? `Revision ${revision} has the tag '${version}' now; it was '${former}'.`
          : `Tagged revision ${revision} with '${version}'.`,
      )
    })
