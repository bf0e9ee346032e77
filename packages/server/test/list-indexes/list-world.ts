import type { Directory } from '@portico/testing/directory.ts'

/** What the steps and the questions of the model know: keys that are, or were, there */
export interface ListWorld {
  directory: Directory
  environmentKeys: string[]
  providerKeys: string[]
  groupKeys: string[]
  assetKeys: string[]
  roleKeys: string[]
  clientKeys: string[]
  userKey: string
}

/** Parts of names, and what patterns, orders and encodings could stumble over */
export const texts = [
  'a',
  'Anna',
  'ß',
  'zoe',
  'Zoë',
  '日本',
  '😀',
  '\uE000',
  '\uFF9E',
  '%',
  '_',
  '\\',
  'x y',
  '1',
  'Ω',
  'Å',
]

export async function createListWorld(directory: Directory): Promise<ListWorld> {
  const { development, test, production, builtInKey } = directory
  const environmentKeys = [development, test, production].map(({ key }) => key)
  const assetKeys = await directory.assets('Shop', 'Zoo', '😀')
  const roles = await directory.roles(
    ...assetKeys.map((assetKey, index) => ({ assetKey, name: `Role ${index}`, environmentKeys })),
  )
  const [userKey = ''] = await directory.users({ name: 'Ada' })
  const members = [{ userKey, membershipType: 'Assigned' as const }]
  const groupKeys = await directory.groups(
    ...environmentKeys.flatMap((environmentKey) => [
      { environmentKey, members, name: `Team ${environmentKey}` },
      { environmentKey, applicationRoleKeys: roles.slice(0, 1).map(({ key }) => key) },
    ]),
  )
  return {
    ...{ directory, environmentKeys, assetKeys, groupKeys, userKey },
    roleKeys: roles.map(({ key }) => key),
    providerKeys: [builtInKey, await directory.identityProvider('Other')],
    clientKeys: [],
  }
}
